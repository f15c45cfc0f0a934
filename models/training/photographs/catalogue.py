"""The catalogue of photographs: which file of which package, by whom, under which licence, and on which side of the
split.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from photographs.errors import PhotographError

CATALOGUE = Path(__file__).with_name("packages.json")

# SPDX identifiers; the public domain has none, so that one is the name SPDX asks for in such a case.
ALLOWED_LICENSES = frozenset({
    "CC0-1.0", "CC-BY-2.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0",
    "GPL-2.0-or-later", "LGPL-3.0-only", "LicenseRef-public-domain",
})


@dataclass(frozen=True)
class Photograph:
    """One photograph: `file` is its path inside the package, `member` its name inside that file where it is a Qt
    resource file.
    """

    name: str
    package: str
    file: str
    member: str | None
    author: str
    license: str
    held_out: bool

    @property
    def place(self) -> str:
        """Where the photograph lies, for people."""
        return f"{self.package}: {self.file}" + (f", {self.member}" if self.member else "")


def load_catalogue(path: Path = CATALOGUE) -> list[Photograph]:
    """The photographs listed in a catalogue, in its order; a name used twice, a licence that is not free or an unknown
    held-out name is an error.
    """
    document = json.loads(path.read_text(encoding="utf-8"))
    held_out = set(document["held-out"])
    photographs = [
        Photograph(
            entry["name"],
            package["package"],
            entry["file"],
            entry.get("member"),
            entry["author"],
            entry["license"],
            entry["name"] in held_out,
        )
        for package in document["packages"]
        for entry in package["photographs"]
    ]
    names = {photograph.name for photograph in photographs}
    if len(names) != len(photographs):
        raise PhotographError(f"{path.name} uses the name of a photograph twice.")
    if unknown := sorted(held_out - names):
        raise PhotographError(f"{path.name} holds out photographs that it does not list: {', '.join(unknown)}.")
    if refused := sorted(photograph.name for photograph in photographs if photograph.license not in ALLOWED_LICENSES):
        raise PhotographError(
            f"{path.name} lists photographs under a licence that is not among the free ones: {', '.join(refused)}."
        )
    return photographs

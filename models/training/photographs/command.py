"""`photographs`: fetches the packages of the catalogue and cuts their photographs into a zip of patches."""

import argparse
import sys
import tempfile
from collections import Counter
from itertools import groupby
from pathlib import Path

from photographs.archive import HELD_OUT, EncodedPatch, choose_patches, encode_patches, write_archive
from photographs.catalogue import Photograph, load_catalogue
from photographs.cutting import cut, decode, reduce
from photographs.errors import PhotographError
from photographs.packages import fetch_package, read_photographs

# A later version of a package may have dropped a few photographs; with fewer than this the data would be other data.
LEAST_FOUND = 0.9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("--output", type=Path, required=True, metavar="FILE.zip", help="the zip of patches to write")
    parser.add_argument(
        "--cache", type=Path, metavar="FOLDER", help="a folder that keeps the packages for the next time (about 210 MB)"
    )


def run(arguments: argparse.Namespace) -> None:
    """Writes the zip and says what is in it."""
    try:
        arguments.output.parent.mkdir(parents=True, exist_ok=True)
        if arguments.cache:
            arguments.cache.mkdir(parents=True, exist_ok=True)
            _make(arguments.output, arguments.cache)
        else:
            with tempfile.TemporaryDirectory(prefix="enlarger-packages-") as folder:
                _make(arguments.output, Path(folder))
    except (PhotographError, OSError) as error:
        sys.exit(f"{error}")


def _make(output: Path, cache: Path) -> None:
    catalogue = load_catalogue()
    patches: list[EncodedPatch] = []
    missing: list[Photograph] = []
    for package, group in groupby(catalogue, key=lambda photograph: photograph.package):
        listed = list(group)
        encoded = read_photographs(fetch_package(package, cache), listed)
        missing += [photograph for photograph in listed if photograph.name not in encoded]
        for photograph in listed:
            if photograph.name in encoded:
                patches += encode_patches(photograph, cut(reduce(decode(encoded[photograph.name]))))
    check_missing(missing, len(catalogue))
    chosen = choose_patches(patches)
    write_archive(output, chosen)
    splits = Counter(patch.name.split("/")[0] for patch in chosen)
    used = len({patch.photograph for patch in chosen})
    print(
        f"{output}: {len(chosen)} patches of {used} photographs, "
        f"{splits[HELD_OUT]} of them held out, {output.stat().st_size / 2**20:.1f} MiB."
    )


def check_missing(missing: list[Photograph], listed: int) -> None:
    """Names the photographs that the packages lack; too many of them are an error."""
    if not missing:
        return
    places = "; ".join(photograph.place for photograph in missing)
    if listed - len(missing) < LEAST_FOUND * listed:
        raise PhotographError(
            f"The packages lack {len(missing)} of {listed} photographs, which is too many to go on: {places}."
        )
    print(f"The packages lack {len(missing)} of {listed} photographs; going on without: {places}.", file=sys.stderr)

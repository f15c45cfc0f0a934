"""Writes patches into a zip that is the same, byte for byte, each time it is made of the same patches."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from photographs.catalogue import Photograph
from photographs.cutting import Patch

LARGEST_ARCHIVE = 60 * 1024 * 1024
TRAIN, HELD_OUT = "train", "held-out"
_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
# Two headers of a zip, each with the name.
_HEADERS = 76


@dataclass(frozen=True)
class EncodedPatch:
    """A patch as it is written: `rank` counts a photograph's patches from the one with most detail."""

    rank: int
    name: str
    data: bytes

    @property
    def photograph(self) -> str:
        """The name of the photograph that the patch was cut from."""
        return self.name.split("/")[1].rsplit("-", 2)[0]

    @property
    def size(self) -> int:
        """The bytes that the patch takes in the archive."""
        return len(self.data) + _HEADERS + 2 * len(self.name)


def encode_patches(photograph: Photograph, patches: Iterable[Patch]) -> list[EncodedPatch]:
    """A photograph's patches as lossless WebP, named SPLIT/NAME-ROW-COLUMN.webp."""
    split = HELD_OUT if photograph.held_out else TRAIN
    return [
        EncodedPatch(rank, f"{split}/{photograph.name}-{patch.row:02}-{patch.column:02}.webp", _encode(patch))
        for rank, patch in enumerate(patches)
    ]


def choose_patches(patches: Iterable[EncodedPatch], largest: int = LARGEST_ARCHIVE) -> list[EncodedPatch]:
    """As many patches as fit, in turn: the best of every photograph, then the second of every photograph and so on, so
    that none dominates.
    """
    chosen, size = [], 22
    for patch in sorted(patches, key=lambda patch: (patch.rank, patch.name)):
        size += patch.size
        if size > largest:
            break
        chosen.append(patch)
    return chosen


def write_archive(path: Path, patches: Iterable[EncodedPatch]) -> None:
    """Writes the patches in the order of their names, under a temporary name until the archive is whole."""
    temporary = path.with_name(path.name + ".part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
        for patch in sorted(patches, key=lambda patch: patch.name):
            archive.writestr(zipfile.ZipInfo(patch.name, _TIMESTAMP), patch.data)
    temporary.replace(path)


def _encode(patch: Patch) -> bytes:
    buffer = io.BytesIO()
    patch.picture.save(buffer, "WEBP", lossless=True, quality=60, method=4)
    return buffer.getvalue()

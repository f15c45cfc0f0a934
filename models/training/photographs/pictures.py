"""Pictures to learn from: those of a folder, or those of the zip that `photographs` cuts."""

import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

ENDINGS = (".png", ".webp", ".jpg", ".jpeg")

TRAIN = "train"
HELD_OUT = "held-out"

# What the parts are called in folders of others.
FOLDERS = {TRAIN: (TRAIN,), HELD_OUT: (HELD_OUT, "test")}


def load(place: Path, part: str = TRAIN, limit: int | None = None) -> list[np.ndarray]:
    """The pictures of a part of a zip or of a folder (its subfolder of that name where there is one), H×W×3 in bytes, in the order of their names."""
    pictures = _of_zip(place, part, limit) if place.suffix == ".zip" else _of_folder(place, part, limit)
    if not pictures:
        raise SystemExit(f"{place} holds no pictures to take as {part}: see models/training/README.md for how to make it.")
    return pictures


def decode(file: object) -> np.ndarray:
    """A picture file as H×W×3 bytes of RGB."""
    with Image.open(file) as picture:
        return np.asarray(picture.convert("RGB"))


def _of_zip(place: Path, part: str, limit: int | None) -> list[np.ndarray]:
    with zipfile.ZipFile(place) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith(part + "/") and name.endswith(ENDINGS))
        return [decode(io.BytesIO(archive.read(name))) for name in names[:limit]]


def _of_folder(place: Path, part: str, limit: int | None) -> list[np.ndarray]:
    folder = next((place / name for name in FOLDERS[part] if (place / name).is_dir()), place)
    return [decode(file) for file in sorted(folder.iterdir())[:limit] if file.suffix.lower() in ENDINGS]

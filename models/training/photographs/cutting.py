"""From a photograph to patches: colours to sRGB, reduction, a grid of squares, and those squares that show fine detail.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageCms, ImageOps

PATCH_SIZE = 192
# A little over half: with the upper half of the frequencies go the interpolation of a sensor, most ringing of a JPEG
# and its coarse chroma.
LARGEST_REDUCTION = 9 / 16
LONGEST_SIDE = 2560
# What the finest fiftieth of a patch's pixels differs at least from its 3x3 mean (8-bit levels of luma). A patch that
# lies out of focus stays below however noisy it is: the grain of a reduced photograph gives 3 to 5, a single sharp edge
# over 10.
LEAST_DETAIL = 7.0
MOST_PATCHES = 32


@dataclass(frozen=True)
class Patch:
    """A square of a reduced photograph at a row and a column of its grid, with its fine detail."""

    row: int
    column: int
    detail: float
    picture: Image.Image


def decode(data: bytes) -> Image.Image:
    """The encoded photograph as an upright RGB picture in sRGB; without a profile it is taken to be sRGB."""
    picture = Image.open(io.BytesIO(data))
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if profile and picture.mode == "RGB":
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB"
        )
    return picture.convert("RGB")


def reduce(picture: Image.Image) -> Image.Image:
    """The picture at 9/16 of its size, or less where its long side would still be over 2560 pixels (Lanczos,
    antialiased).
    """
    factor = min(LARGEST_REDUCTION, LONGEST_SIDE / max(picture.size))
    return picture.resize((round(picture.width * factor), round(picture.height * factor)), Image.Resampling.LANCZOS)


def cut(
    picture: Image.Image, size: int = PATCH_SIZE, least_detail: float = LEAST_DETAIL, most: int = MOST_PATCHES
) -> list[Patch]:
    """The squares of a grid in the middle of a picture that show detail, most detail first, at most so many."""
    rows, columns = picture.height // size, picture.width // size
    top, left = (picture.height - rows * size) // 2, (picture.width - columns * size) // 2
    detail = _fine_detail(np.asarray(picture.convert("L"), dtype=np.float32))
    patches = []
    for row in range(rows):
        for column in range(columns):
            y, x = top + row * size, left + column * size
            finest = float(np.percentile(detail[y:y + size, x:x + size], 98))
            if finest >= least_detail:
                patches.append(Patch(row, column, finest, picture.crop((x, y, x + size, y + size))))
    return sorted(patches, key=lambda patch: (-patch.detail, patch.row, patch.column))[:most]


def _fine_detail(luma: np.ndarray) -> np.ndarray:
    """The distance of every pixel from the mean of its 3x3 neighbourhood."""
    height, width = luma.shape
    padded = np.pad(luma, 1, mode="reflect")
    mean = sum(padded[y:y + height, x:x + width] for y in range(3) for x in range(3)) / 9
    return np.abs(luma - mean)

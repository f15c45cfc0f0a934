"""The papers' degradation: bicubic reduction with an antialiasing window (a = -0.5), as in MATLAB's imresize, rounded to 8 bits."""

import numpy as np
from PIL import Image


def resize(picture: np.ndarray, width: int, height: int) -> np.ndarray:
    """H×W×3 bytes at another size."""
    return np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BICUBIC))


def reduce(picture: np.ndarray, scale: int) -> np.ndarray:
    """H×W×3 bytes to H/s×W/s×3; H and W must be multiples of s."""
    height, width, _ = picture.shape
    if height % scale or width % scale:
        raise ValueError(f"A picture of {width}x{height} pixels cannot be reduced {scale} times without a rest.")
    return resize(picture, width // scale, height // scale)


def enlarge(picture: np.ndarray, scale: int) -> np.ndarray:
    """H×W×3 bytes to sH×sW×3."""
    height, width, _ = picture.shape
    return resize(picture, width * scale, height * scale)


def crop_to_multiple(picture: np.ndarray, multiple: int) -> np.ndarray:
    """The picture without what its sides have over a multiple."""
    height, width, _ = picture.shape
    return picture[: height - height % multiple, : width - width % multiple]

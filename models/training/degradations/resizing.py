"""Resizing as programs on the way of a photograph do it: by area, bilinear or bicubic, antialiased when it makes
smaller.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from degradations.drawing import Range, choice, uniform

METHODS = ("area", "bilinear", "bicubic")


def resize(batch: Tensor, height: int, width: int, method: str) -> Tensor:
    """The batch at another size; bicubic may leave 0..1 a little."""
    if method not in METHODS:
        raise ValueError(f"{method} is none of the ways to resize: {', '.join(METHODS)}.")
    if batch.shape[-2:] == (height, width):
        return batch
    # Area means nothing when a picture grows: it would repeat pixels, which no program does to photographs.
    if method == "area" and height <= batch.shape[-2] and width <= batch.shape[-1]:
        return F.interpolate(batch, size=(height, width), mode="area")
    mode = "bilinear" if method == "area" else method
    return F.interpolate(batch, size=(height, width), mode=mode, align_corners=False, antialias=True)


def draw_method(generator: torch.Generator) -> str:
    """One of the ways, each as likely."""
    return METHODS[int(choice(1, (1.0,) * len(METHODS), generator, torch.device("cpu")))]


def draw_factor(weights: tuple[float, float, float], bounds: Range, generator: torch.Generator) -> float:
    """A factor of size: with three weights for up, down and keep, between 1 and the upper bound, between the lower
    bound and 1, or 1.
    """
    cpu = torch.device("cpu")
    direction = int(choice(1, weights, generator, cpu))
    low, high = ((1.0, bounds[1]), (bounds[0], 1.0), (1.0, 1.0))[direction]
    return float(uniform(1, (low, high), generator, cpu))

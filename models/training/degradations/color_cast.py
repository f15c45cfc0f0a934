"""Casts of colour as light, age and scanners give them to a photograph: gains, offsets, gamma, crosstalk of the dyes,
and fading.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from degradations.drawing import Range, chance, uniform


@dataclass(frozen=True)
class CastRanges:
    """What a cast is drawn from. All of it acts on sRGB-encoded values."""

    gain: Range = (0.75, 1.3)
    """Factor of each channel: the white balance."""
    offset: Range = (-0.04, 0.04)
    """Added to each channel: stray light, a scanner's black."""
    gamma: Range = (0.85, 1.2)
    """Exponent, the same for all channels: a wrong exposure or tone curve."""
    crosstalk: float = 0.08
    """The most that a channel takes over from each other one, either way; a grey stays grey."""
    fading_probability: float = 0.35
    fading_black: Range = (0.03, 0.2)
    """Where black is lifted to in a faded picture, each channel on its own; white is lowered by a third of that."""


def cast(batch: Tensor, generator: torch.Generator, ranges: CastRanges = CastRanges()) -> Tensor:
    """The batch with a cast per picture, clamped to 0..1."""
    count, device = batch.shape[0], batch.device

    def per_channel(bounds: Range) -> Tensor:
        return uniform(count * 3, bounds, generator, device).reshape(count, 3, 1, 1).to(batch.dtype)

    amounts = uniform(count * 9, (-ranges.crosstalk, ranges.crosstalk), generator, device).reshape(count, 3, 3)
    mixed = torch.einsum("noc,nchw->nohw", _crosstalk(amounts).to(batch.dtype), batch)
    toned = (mixed * per_channel(ranges.gain) + per_channel(ranges.offset)).clamp(0, 1)
    toned = toned ** uniform(count, ranges.gamma, generator, device).reshape(count, 1, 1, 1).to(batch.dtype)
    faded = chance(count, ranges.fading_probability, generator, device).reshape(count, 1, 1, 1)
    black = per_channel(ranges.fading_black) * faded
    return (black + toned * (1 - black * 4 / 3)).clamp(0, 1)


def _crosstalk(amounts: Tensor) -> Tensor:
    """Matrices (N x 3 x 3) with the amounts off the diagonal and rows that sum to 1."""
    unit = torch.eye(3, device=amounts.device)
    others = amounts * (1 - unit)
    return others + unit * (1 - others.sum(dim=2, keepdim=True))

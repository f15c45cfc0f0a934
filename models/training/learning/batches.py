"""Batches of patches, each a function of the seed and the number of its step alone: a run that resumes sees what it would have seen."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from degradations import bicubic
from learning.config import Config, Stage
from photographs import pictures

# Keeps the seeds of two runs' steps apart.
STEPS = 1_000_003

BICUBIC = "bicubic"


class Batches:
    """Sharp patches and what the degradation makes of them."""

    def __init__(self, config: Config, place: Path):
        self.config = config
        self.sharp = [bicubic.crop_to_multiple(picture, config.scale) for picture in pictures.load(place)]
        self.small: list[np.ndarray] = []
        if any(stage.degradation == BICUBIC for stage in config.stages):
            self.small = [bicubic.reduce(picture, config.scale) for picture in self.sharp]

    def take(self, step: int, stage: Stage, device: torch.device) -> tuple[Tensor, Tensor]:
        """The batch of a step of the run: what the generator sees and what it shall draw, N×3×H×W, 0..1."""
        patch = stage.patch
        generator = torch.Generator().manual_seed(self.config.seed * STEPS + step)
        sharp, small = [], []
        for _ in range(stage.batch):
            index = self._draw(len(self.sharp), generator)
            turn = self._draw(8, generator)
            picture, scale = self.sharp[index], self.config.scale
            height, width, _ = picture.shape
            if min(height, width) < patch:
                raise SystemExit(f"A patch of {patch} pixels does not fit into a picture of {width}x{height}.")
            row = self._draw((height - patch) // scale + 1, generator)
            column = self._draw((width - patch) // scale + 1, generator)
            sharp.append(turned(picture[row * scale : row * scale + patch, column * scale : column * scale + patch], turn))
            if stage.degradation == BICUBIC:
                side = patch // scale
                small.append(turned(self.small[index][row : row + side, column : column + side], turn))
        wanted = to_tensor(sharp).to(device)
        given = to_tensor(small).to(device) if small else degrade(stage, self.config.scale, wanted, generator)
        return given, wanted

    @staticmethod
    def _draw(below: int, generator: torch.Generator) -> int:
        return int(torch.randint(below, (1,), generator=generator))


def degrade(stage: Stage, scale: int, sharp: Tensor, generator: torch.Generator) -> Tensor:
    """What a stage's degradation makes of sharp pictures."""
    if stage.degradation == BICUBIC:
        reduced = [bicubic.reduce(picture, scale) for picture in to_bytes(sharp)]
        return to_tensor(reduced).to(sharp.device)
    if stage.degradation == "second-order":
        from degradations import second_order

        return second_order.degrade(sharp, scale, generator, ranged(second_order.SecondOrderRanges(), stage.ranges))
    if stage.degradation == "restoring":
        from degradations import restoring

        return restoring.degrade(sharp, generator, ranged(restoring.RestoreRanges(), stage.ranges))
    raise SystemExit(f"There is no degradation {stage.degradation!r}: use bicubic, second-order or restoring.")


def ranged(ranges: Any, changes: dict[str, Any]) -> Any:
    """The ranges with what a stage changes of them; ranges within ranges are changed alike."""
    values = {name: ranged(getattr(ranges, name), value) if isinstance(value, dict) else value for name, value in changes.items()}
    return replace(ranges, **{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def turned(patch: np.ndarray, turn: int) -> np.ndarray:
    """One of the eight ways to lay a square: turns by 90 degrees, mirrored from the fifth on."""
    laid = np.rot90(patch, turn % 4)
    return laid[:, ::-1] if turn >= 4 else laid


def to_tensor(pictures_in_bytes: list[np.ndarray]) -> Tensor:
    """H×W×3 bytes each, all of one size, to N×3×H×W, 0..1."""
    stacked = np.stack([np.ascontiguousarray(picture) for picture in pictures_in_bytes])
    return torch.from_numpy(stacked).permute(0, 3, 1, 2).float().div_(255).contiguous()


def to_bytes(batch: Tensor) -> list[np.ndarray]:
    """N×3×H×W, 0..1, to H×W×3 bytes each, rounded."""
    rounded = batch.detach().clamp(0, 1).mul(255).round().to(torch.uint8).permute(0, 2, 3, 1).cpu().numpy()
    return list(rounded)

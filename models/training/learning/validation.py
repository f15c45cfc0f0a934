"""How good a generator is on pictures that it never saw."""

from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from degradations import bicubic
from learning.batches import degrade, to_bytes, to_tensor
from learning.config import Stage
from measuring import perception, quality
from photographs import pictures

PICTURES = 12
SIDE = 192

# What PSNR counts at most, in dB: among pictures to restore some are not degraded, and equal ones would outweigh all others.
SAME = 50.0


class Validation:
    """Held-out pictures with what the degradation makes of them, always the same."""

    def __init__(self, scale: int, stage: Stage, place: Path):
        held_out = pictures.load(place, pictures.HELD_OUT)
        chosen = [held_out[i] for i in np.linspace(0, len(held_out) - 1, min(PICTURES, len(held_out))).astype(int)]
        self.scale = scale
        self.sharp = [bicubic.crop_to_multiple(picture[:SIDE, :SIDE], 2 * scale) for picture in chosen]
        self.given = [
            to_bytes(degrade(stage, scale, to_tensor([picture]), torch.Generator().manual_seed(index)))[0]
            for index, picture in enumerate(self.sharp)
        ]

    def plain(self) -> list[np.ndarray]:
        """What would be shown without a generator: the bicubic enlargement, at 1x what was given."""
        return [bicubic.enlarge(picture, self.scale) if self.scale > 1 else picture for picture in self.given]

    @cached_property
    def plain_measured(self) -> dict[str, float]:
        """How good that is; the same all the time."""
        return self.measure(self.plain())

    def drawn(self, network: nn.Module) -> list[np.ndarray]:
        """What a generator draws, H×W×3 bytes each."""
        return [draw(network, picture) for picture in self.given]

    def measure(self, drawn: list[np.ndarray]) -> dict[str, float]:
        """PSNR in dB and SSIM on Y, and the perceptual distance, averaged."""
        values = [min(quality.psnr_y(mine, sharp, self.scale), SAME) for mine, sharp in zip(drawn, self.sharp)]
        return {
            "psnr": float(np.mean(values)),
            "ssim": float(np.mean([quality.ssim_y(mine, sharp, self.scale) for mine, sharp in zip(drawn, self.sharp)])),
            "perception": float(np.mean([perception.distance(mine, sharp) for mine, sharp in zip(drawn, self.sharp)])),
        }


@torch.no_grad()
def draw(network: nn.Module, picture: np.ndarray) -> np.ndarray:
    """Runs a generator on H×W×3 bytes, filled up to even sides by their mirror image."""
    parameter = next(network.parameters())
    height, width, _ = picture.shape
    batch: Tensor = to_tensor([picture]).to(parameter.device)
    filled = nn.functional.pad(batch, (0, width % 2, 0, height % 2), mode="replicate")
    result = network.eval()(filled.to(parameter.dtype))
    scale = result.shape[-1] // filled.shape[-1]
    return to_bytes(result[:, :, : height * scale, : width * scale].float())[0]

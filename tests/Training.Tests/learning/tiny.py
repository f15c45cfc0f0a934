"""Tiny runs to try training with: made-up photographs, a generator of a few channels, batches of two."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from learning.config import Config, Stage
from PIL import Image

FIDELITY = Stage(name="fidelity", steps=6, rate=1e-3, losses={"l1": 1.0}, patch=16, batch=2, degradation="bicubic")
ADVERSARIAL = replace(
    FIDELITY,
    name="adversarial",
    steps=6,
    losses={"l1": 1.0, "perceptual": 0.5, "adversarial": 0.1},
    adversarial="relativistic",
    discriminator={"name": "U-Net", "channels": 4},
    alone=2,
)


def config(*stages: Stage, **changes: object) -> Config:
    """A run of a tiny SRResNet at 2x; of the fidelity stage alone where no other is given."""
    generator = {"name": "SRResNet", "scale": 2, "channels": 8, "blocks": 2}
    whole = Config(
        name="tiny-x2",
        title="Tiny",
        purpose="other",
        licence="MIT",
        generator=generator,
        seed=7,
        average=0.9,
        validate_every=1000,
        stages=list(stages or (FIDELITY,)),
    )
    return replace(whole, **changes)


def photographs(folder: Path, count: int = 3, side: int = 48) -> Path:
    """A folder of made-up photographs: soft waves of colour with a hard edge through them."""
    folder.mkdir(parents=True, exist_ok=True)
    generator = np.random.Generator(np.random.PCG64(1))
    y, x = np.mgrid[0:side, 0:side] / side
    for number in range(count):
        angles = generator.uniform(0, 2 * np.pi, (3, 2))
        waves = [0.5 + 0.25 * np.sin(9 * np.cos(turn) * x + 9 * np.sin(turn) * y + phase) for turn, phase in angles]
        picture = np.stack(waves, -1) + 0.2 * (x + generator.uniform(0.2, 1) * y > 0.8)[:, :, None]
        Image.fromarray((picture.clip(0, 1) * 255).round().astype(np.uint8)).save(folder / f"{number}.png")
    return folder

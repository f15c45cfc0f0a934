"""The configuration of a run: a JSON file, and what of it the short run changes."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Stage:
    """A stretch of training with one objective. Fields that JSON leaves out keep these values."""

    name: str
    steps: int
    rate: float
    """Adam's learning rate at its highest; it rises over the first steps and falls to nothing along a cosine."""

    losses: dict[str, float]
    """The weight of each loss of the generator: l1, l2, charbonnier, perceptual, adversarial."""

    patch: int
    """The side of a sharp patch, in pixels."""

    batch: int
    degradation: str
    """bicubic, second-order or restoring."""

    ranges: dict[str, Any] = field(default_factory=dict)
    """What the degradation shall have instead of its own ranges."""

    depth: list[tuple[int, int]] = field(default_factory=list)
    """From which step on how many blocks take part; empty for all of them. A deep generator learns the shallow part of its task cheaply first."""

    adversarial: str = "bce"
    """The kind of adversarial loss: bce, lsgan or relativistic."""

    discriminator: dict[str, Any] = field(default_factory=dict)
    """The discriminator's name and constants; empty where there is no adversarial loss."""

    discriminator_rate: float = 1e-4
    alone: int = 0
    """For so many steps the discriminator learns alone, so that the generator is not led by noise."""

    ease: float = 0.0
    """The discriminator pauses while its loss, averaged, is below this."""


@dataclass(frozen=True)
class Config:
    """A whole run."""

    name: str
    """The generator's id."""

    title: str
    """Its label in a dialog."""

    purpose: str
    """What it is made for, as the catalogue says it: other, restore, photo-fast, ..."""

    licence: str
    """The SPDX identifier of the weights' licence; it must suit the photographs."""

    generator: dict[str, Any]
    """The architecture's name and constants."""

    seed: int
    average: float
    """The decay of the exponential moving average of the weights."""

    validate_every: int
    stages: list[Stage]
    begin: str | None = None
    """The weights to begin with (a .pt of another run, in the folder of runs); None to begin as an interpolation."""

    @property
    def scale(self) -> int:
        """Result pixels per pixel along each axis."""
        return self.generator.get("scale", 1)


def read(path: Path, short: bool) -> Config:
    """The configuration of a file; with `short` its fields below "short" take the place of those of the same name, stages by their names."""
    content = json.loads(path.read_text(encoding="utf-8"))
    changes = content.pop("short", {})
    content.pop("about", None)
    if short:
        stages = changes.pop("stages", {})
        unknown = set(stages) - {stage["name"] for stage in content["stages"]}
        if unknown:
            raise SystemExit(f"{path.name} changes stages that it has not: {', '.join(sorted(unknown))}.")
        content["stages"] = [stage | stages.get(stage["name"], {}) for stage in content["stages"]]
        content |= changes
    try:
        content["stages"] = [Stage(**stage) for stage in content["stages"]]
        return Config(**content)
    except TypeError as error:
        raise SystemExit(f"{path.name} is no configuration: {error}.") from error

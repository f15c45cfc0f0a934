"""The losses of a stage, weighed, and the balance of generator and discriminator."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from architectures.discriminator_srgan import SRGANDiscriminator
from architectures.discriminator_unet import UNetDiscriminator
from learning.config import Stage
from losses import adversarial, content
from losses.perceptual import PerceptualLoss

CONTENT: dict[str, Callable[[Tensor, Tensor], Tensor]] = {"l1": content.l1, "l2": content.l2, "charbonnier": content.charbonnier}
PERCEPTUAL = "perceptual"
ADVERSARIAL = "adversarial"
DISCRIMINATORS = {"SRGAN": SRGANDiscriminator, "U-Net": UNetDiscriminator}

# How fast the discriminator's mean loss follows its loss.
FOLLOW = 0.1


class Objective:
    """What the generator of a stage shall please, and the discriminator that learns against it.

    `perceptual` compares features of a network; see `losses.perceptual`.
    """

    def __init__(self, stage: Stage, device: torch.device, perceptual: Callable[[], PerceptualLoss]):
        unknown = set(stage.losses) - set(CONTENT) - {PERCEPTUAL, ADVERSARIAL}
        if unknown:
            raise SystemExit(f"The stage {stage.name} has losses that there are not: {', '.join(sorted(unknown))}.")
        if (ADVERSARIAL in stage.losses) != bool(stage.discriminator):
            raise SystemExit(f"The stage {stage.name} must have both an adversarial loss and a discriminator, or neither.")
        self.stage = stage
        self.perceptual = perceptual().to(device) if PERCEPTUAL in stage.losses else None
        self.discriminator: nn.Module | None = None
        self.mean = float("inf")
        if stage.discriminator:
            constants = {name: value for name, value in stage.discriminator.items() if name != "name"}
            self.discriminator = DISCRIMINATORS[stage.discriminator["name"]](**constants).to(device)
            self.optimizer = torch.optim.Adam(self.discriminator.parameters(), lr=stage.discriminator_rate, betas=(0.9, 0.99))
            self.kind = adversarial.KINDS[stage.adversarial]

    def learn(self, wanted: Tensor, drawn: Tensor) -> dict[str, float]:
        """A step of the discriminator, unless it finds its task too easy; its loss, by name."""
        self.discriminator.train().requires_grad_(True)
        loss = self.kind.discriminator(self.discriminator(wanted), self.discriminator(drawn))
        value = float(loss)
        self.mean = value if self.mean == float("inf") else self.mean + FOLLOW * (value - self.mean)
        if self.mean >= self.stage.ease:
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            self.optimizer.step()
        return {"discriminator": value}

    def judge(self, wanted: Tensor, drawn: Tensor) -> tuple[Tensor, dict[str, float]]:
        """The generator's loss, to differentiate, and its parts before they are weighed, by name."""
        parts = {name: CONTENT[name](drawn, wanted) for name in self.stage.losses if name in CONTENT}
        if self.perceptual is not None:
            parts[PERCEPTUAL] = self.perceptual(drawn, wanted)
        if self.discriminator is not None:
            self.discriminator.requires_grad_(False)
            with torch.no_grad():
                real = self.discriminator(wanted)
            parts[ADVERSARIAL] = self.kind.generator(real, self.discriminator(drawn))
        total = sum(self.stage.losses[name] * part for name, part in parts.items())
        return total, {name: float(part) for name, part in parts.items()}

    def state_dict(self) -> dict[str, Any]:
        """What the objective has learned."""
        if self.discriminator is None:
            return {}
        return {"discriminator": self.discriminator.state_dict(), "optimizer": self.optimizer.state_dict(), "mean": self.mean}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Goes on where that was."""
        if self.discriminator is not None:
            self.discriminator.load_state_dict(state["discriminator"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.mean = state["mean"]

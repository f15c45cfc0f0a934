"""The distance of pictures in the eyes of a network (Johnson et al. 2016), which is exchangeable."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from losses.stand_in_features import StandInFeatures
from losses.vgg_features import VGG19Features

CRITERIA = {"l1": functional.l1_loss, "l2": functional.mse_loss}

# SRGAN's and ESRGAN's; Real-ESRGAN weighs conv1_2 0.1, conv2_2 0.1, conv3_4, conv4_4 and conv5_4 1.
VGG19_LAYERS = {"conv5_4": 1.0}

# The later a stage, the more it sees than pixels.
STAND_IN_WEIGHTS = (0.1, 0.5, 1.0)


class PerceptualLoss(nn.Module):
    """Σ w_i d(φ_i(drawn), φ_i(wanted)) over the layers i of a network that stays as it is.

    d is L1 (ESRGAN: Wang et al. 2018) or L2 (SRGAN: Ledig et al. 2017). φ is `network`: it gives a list of features
    for a batch of pictures, before their activation as in ESRGAN.
    """

    def __init__(self, network: nn.Module, weights: Sequence[float], criterion: str = "l1"):
        super().__init__()
        self.network = network.eval().requires_grad_(False)
        self.weights = tuple(weights)
        self.criterion = CRITERIA[criterion]

    def train(self, mode: bool = True) -> "PerceptualLoss":
        """Never: what judges does not change."""
        return super().train(False)

    def forward(self, drawn: Tensor, wanted: Tensor) -> Tensor:
        """N×3×H×W, 0..1, each; differentiable in what was drawn."""
        with torch.no_grad():
            goal = self.network(wanted)
        found = self.network(drawn)
        if len(found) != len(self.weights):
            raise ValueError(f"There are {len(self.weights)} weights for {len(found)} layers.")
        return sum(weight * self.criterion(mine, theirs) for weight, mine, theirs in zip(self.weights, found, goal))


def vgg19(path: Path, layers: Mapping[str, float] = VGG19_LAYERS, criterion: str = "l1") -> PerceptualLoss:
    """The loss of the papers, with the user's file of torchvision's VGG-19; `layers` weighs convolutions by name."""
    network = VGG19Features(list(layers))
    network.load(path)
    return PerceptualLoss(network, list(layers.values()), criterion)


def stand_in(seed: int = 0, criterion: str = "l1") -> PerceptualLoss:
    """The loss with our stand-in for VGG-19; model cards name it."""
    return PerceptualLoss(StandInFeatures(seed), STAND_IN_WEIGHTS, criterion)

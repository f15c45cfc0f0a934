"""The features of VGG-19 (Simonyan & Zisserman 2015), whose weights the user supplies: no package at hand has them."""

import pickle
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

# The convolutions of each of the five stages, and how wide they are.
STAGES = ((2, 64), (2, 128), (4, 256), (4, 512), (4, 512))

# ImageNet's.
MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)


class VGG19Features(nn.Module):
    """N×3×H×W, 0..1, to what the named convolutions give before their ReLU; `layers` are names from conv1_1 to conv5_4.

    H and W must be at least 16. The parts are numbered as torchvision numbers them, so that its state dict fits;
    layers beyond the last one asked for are not built.
    """

    def __init__(self, layers: Sequence[str]):
        super().__init__()
        names, parts = _parts()
        unknown = [layer for layer in layers if layer not in names or not layer.startswith("conv")]
        if unknown or not layers:
            raise ValueError(f"Of VGG-19's conv1_1 to conv5_4 at least one is needed, and no others: {list(layers)}.")
        self.indices = [names.index(layer) for layer in layers]
        if self.indices != sorted(set(self.indices)):
            raise ValueError("The convolutions of VGG-19 must be named once each, from the first to the last.")
        self.features = nn.Sequential(*parts[: self.indices[-1] + 1])
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("deviation", torch.tensor(DEVIATION).view(1, 3, 1, 1), persistent=False)

    def load(self, path: Path) -> None:
        """Takes the weights of a state dict file as torchvision publishes it (features.0.weight, ...)."""
        try:
            weights = torch.load(path, map_location="cpu", weights_only=True)
        except (OSError, EOFError, RuntimeError, pickle.UnpicklingError) as error:
            raise SystemExit(f"{path} cannot be read as a state dict: {error}") from error
        try:
            self.load_state_dict({name: weights[name] for name in self.state_dict()})
        except KeyError as error:
            raise SystemExit(f"{path} does not hold torchvision's VGG-19: {error.args[0]} is missing.") from error
        except (RuntimeError, TypeError) as error:
            raise SystemExit(f"{path} does not hold torchvision's VGG-19: {error}") from error

    def forward(self, picture: Tensor) -> list[Tensor]:
        """A map for each layer, in their order."""
        found = []
        features = (picture - self.mean) / self.deviation
        for index, part in enumerate(self.features):
            features = part(features)
            if index in self.indices:
                found.append(features)
        return found


def _parts() -> tuple[list[str], list[nn.Module]]:
    names: list[str] = []
    parts: list[nn.Module] = []
    before = 3
    for stage, (count, width) in enumerate(STAGES, 1):
        for number in range(1, count + 1):
            names += [f"conv{stage}_{number}", f"relu{stage}_{number}"]
            # In place it would overwrite the features that are handed out.
            parts += [nn.Conv2d(before, width, 3, padding=1), nn.ReLU(inplace=False)]
            before = width
        names.append(f"pool{stage}")
        parts.append(nn.MaxPool2d(2))
    return names, parts

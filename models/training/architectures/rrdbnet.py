"""RRDBNet, the generator of ESRGAN (Wang et al. 2018) and Real-ESRGAN (2021)."""

import torch
from torch import Tensor, nn

from architectures.beginnings import PICTURE_CHANNELS, carry, carry_smoothly, nearest, nothing, small

RESIDUAL_SCALE = 0.2

# What a block that learned nothing yet multiplies its input by: its own chain hands the input on.
GAIN = 1 + RESIDUAL_SCALE


class DenseBlock(nn.Module):
    """Five 3x3 convolutions, each of which sees all before it; a fifth of the last is added to the input."""

    def __init__(self, channels: int, growth: int):
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv2d(channels + i * growth, growth if i < 4 else channels, 3, padding=1) for i in range(5)
        )
        self.activation = nn.LeakyReLU(0.2)
        for convolution in self.convolutions:
            small(convolution, 1.0)
        nothing(self.convolutions[-1])

    def forward(self, features: Tensor) -> Tensor:
        """The same shape."""
        seen = [features]
        for convolution in self.convolutions[:-1]:
            seen.append(self.activation(convolution(torch.cat(seen, 1))))
        return features + RESIDUAL_SCALE * self.convolutions[-1](torch.cat(seen, 1))


class ResidualInResidual(nn.Module):
    """Three dense blocks, a fifth of which is added to the input."""

    def __init__(self, channels: int, growth: int):
        super().__init__()
        self.blocks = nn.Sequential(*(DenseBlock(channels, growth) for _ in range(3)))

    def forward(self, features: Tensor) -> Tensor:
        """The same shape."""
        return features + RESIDUAL_SCALE * self.blocks(features)


class RRDBNet(nn.Module):
    """N×3×H×W, 0..1, to N×3×sH×sW for s = 2 or 4: residual-in-residual dense blocks, then a nearest enlargement and convolutions."""

    def __init__(self, scale: int = 4, channels: int = 64, blocks: int = 23, growth: int = 32):
        super().__init__()
        if scale not in (2, 4):
            raise ValueError(f"RRDBNet enlarges 2 or 4 times, not {scale}.")
        self.scale = scale
        self.first = nn.Conv2d(3, channels, 3, padding=1)
        self.blocks = nn.ModuleList(ResidualInResidual(channels, growth) for _ in range(blocks))
        self.depth = blocks
        self.trunk = nn.Conv2d(channels, channels, 3, padding=1)
        self.enlarge = nn.ModuleList(nn.Conv2d(channels, channels, 3, padding=1) for _ in range(1 if scale == 2 else 2))
        self.large = nn.Conv2d(channels, channels, 3, padding=1)
        self.last = nn.Conv2d(channels, 3, 3, padding=1)
        self.activation = nn.LeakyReLU(0.2)
        self.begin()

    def begin(self) -> None:
        """As an interpolation: the trunk as next to nothing, the picture through the long skip."""
        carry(self.first, PICTURE_CHANNELS, 1.0)
        small(self.trunk, 0.1 / GAIN ** len(self.blocks))
        for convolution in (*self.enlarge, self.large):
            carry(convolution, PICTURE_CHANNELS, 0.7)
        carry_smoothly(self.last, (1, 2, 1))

    def grow(self, depth: int) -> None:
        """Lets the first `depth` blocks take part; where the new ones are as they began, the picture stays the same."""
        with torch.no_grad():
            self.trunk.weight.mul_(GAIN ** (self.depth - depth))
        self.depth = depth

    def forward(self, picture: Tensor) -> Tensor:
        """The enlarged picture, not clamped; of the blocks only the first `depth` take part."""
        first = self.first(picture)
        features = first
        for block in self.blocks[: self.depth]:
            features = block(features)
        features = first + self.trunk(features)
        for convolution in self.enlarge:
            features = self.activation(convolution(nearest(features, 2)))
        return self.last(self.activation(self.large(features)))

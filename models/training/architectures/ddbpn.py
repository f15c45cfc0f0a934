"""D-DBPN: dense Deep Back-Projection Networks (Haris et al. 2018)."""

import torch
from torch import Tensor, nn

from architectures.beginnings import PICTURE_CHANNELS, carry, carry_smoothly, small

# Kernel and padding by scale; the stride is the scale.
KERNELS = {2: (6, 2), 4: (8, 2)}


def linear_taps(kernel: int, scale: int) -> Tensor:
    """The window that a transposed convolution of that kernel and stride interpolates linearly with; its phases sum to 1."""
    distance = (torch.arange(kernel) - (kernel - 1) / 2).abs()
    taps = (1 - distance / scale).clamp(min=0)
    return taps / taps.sum() * scale


class Projection(nn.Module):
    """A strided or a transposed convolution with PReLU between the small size and the large one."""

    def __init__(self, channels: int, scale: int, up: bool, carries: bool):
        super().__init__()
        kernel, padding = KERNELS[scale]
        layer = nn.ConvTranspose2d if up else nn.Conv2d
        self.layer = layer(channels, channels, kernel, stride=scale, padding=padding)
        self.activation = nn.PReLU()
        small(self.layer, 1.0 if up else 0.7)
        if carries:
            self.carry(kernel, scale, up)

    def carry(self, kernel: int, scale: int, up: bool) -> None:
        """The picture's channels begin as their linear interpolation, or as their average."""
        taps = linear_taps(kernel, scale) if up else linear_taps(kernel, scale) / scale
        with torch.no_grad():
            # A transposed convolution holds input before output channels.
            (self.layer.weight[:, :PICTURE_CHANNELS] if up else self.layer.weight[:PICTURE_CHANNELS]).zero_()
            for channel in range(PICTURE_CHANNELS):
                self.layer.weight[channel, channel] = torch.outer(taps, taps)

    def forward(self, features: Tensor) -> Tensor:
        """Features at the other size."""
        return self.activation(self.layer(features))


class BackProjection(nn.Module):
    """An up- or a down-projection unit: there, back again, and what was lost on the way there once more, added."""

    def __init__(self, channels: int, scale: int, up: bool, inputs: int):
        super().__init__()
        self.bottleneck = nn.Sequential(nn.Conv2d(inputs * channels, channels, 1), nn.PReLU()) if inputs > 1 else nn.Identity()
        self.there = Projection(channels, scale, up, carries=True)
        self.back = Projection(channels, scale, not up, carries=True)
        self.rest = Projection(channels, scale, up, carries=False)
        small(self.rest.layer, 0.1)
        if inputs > 1:
            carry(self.bottleneck[0], PICTURE_CHANNELS)

    def forward(self, features: Tensor) -> Tensor:
        """Features at the other size."""
        features = self.bottleneck(features)
        first = self.there(features)
        return first + self.rest(self.back(first) - features)


class DDBPN(nn.Module):
    """N×3×H×W, 0..1, to N×3×sH×sW for s = 2 or 4: up- and down-projections in turn, densely connected, all enlargements read at the end."""

    def __init__(self, scale: int = 4, channels: int = 64, first: int = 256, stages: int = 7):
        super().__init__()
        if scale not in KERNELS:
            raise ValueError(f"D-DBPN enlarges 2 or 4 times, not {scale}.")
        self.scale = scale
        self.head = nn.Sequential(nn.Conv2d(3, first, 3, padding=1), nn.PReLU(), nn.Conv2d(first, channels, 1), nn.PReLU())

        # The first two of either kind see one unit only, so that there is nothing to bring together.
        self.up = nn.ModuleList(BackProjection(channels, scale, True, max(1, i)) for i in range(stages))
        self.down = nn.ModuleList(BackProjection(channels, scale, False, i + 1) for i in range(stages - 1))
        self.depth = stages
        self.last = nn.Conv2d(stages * channels, 3, 3, padding=1)
        self.begin()

    def begin(self) -> None:
        """As the linear interpolation of the first up-projection."""
        carry(self.head[0], PICTURE_CHANNELS, 1.0)
        carry(self.head[2], PICTURE_CHANNELS, 1.0)
        carry_smoothly(self.last, (0, 1, 0), 0.05)
        with torch.no_grad():
            self.last.weight[:, self.head[2].out_channels :] = 0

    def grow(self, depth: int) -> None:
        """Lets the first `depth` stages take part."""
        self.depth = depth

    def forward(self, picture: Tensor) -> Tensor:
        """The enlarged picture, not clamped; of the stages only the first `depth` take part."""
        low = [self.head(picture)]
        high = [self.up[0](low[0])]
        low = []
        for stage in range(1, self.depth):
            low.append(self.down[stage - 1](torch.cat(high, 1)))
            high.append(self.up[stage](torch.cat(low, 1)))
        features = torch.cat(high, 1)
        if self.depth == len(self.up):
            return self.last(features)
        return nn.functional.conv2d(features, self.last.weight[:, : features.shape[1]], self.last.bias, padding=1)

"""SRResNet, the generator of SRGAN (Ledig et al. 2017)."""

from collections.abc import Callable

from torch import Tensor, nn

from architectures.beginnings import PICTURE_CHANNELS, carry, carry_into_subpixels, carry_smoothly, small


class ResidualBlock(nn.Module):
    """conv3-BN-PReLU-conv3-BN, what `attention` makes of it, and the input added."""

    def __init__(self, channels: int, attention: Callable[[int], nn.Module] = lambda _: nn.Identity()):
        super().__init__()
        self.branch = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.BatchNorm2d(channels),
            nn.PReLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.BatchNorm2d(channels),
        )
        self.attention = attention(channels)
        for convolution in (self.branch[0], self.branch[3]):
            small(convolution, 1.0)
        nn.init.zeros_(self.branch[4].weight)

    def forward(self, features: Tensor) -> Tensor:
        """The same shape."""
        return features + self.attention(self.branch(features))


class SRResNet(nn.Module):
    """N×3×H×W, 0..1, to N×3×sH×sW for s = 2 or 4; 16 residual blocks with batch normalisation at the small size."""

    def __init__(self, scale: int = 4, channels: int = 64, blocks: int = 16, attention: Callable[[int], nn.Module] = lambda _: nn.Identity()):
        super().__init__()
        if scale not in (2, 4):
            raise ValueError(f"SRResNet enlarges 2 or 4 times, not {scale}.")
        self.scale = scale
        self.head = nn.Sequential(nn.Conv2d(3, channels, 9, padding=4), nn.PReLU())
        self.blocks = nn.ModuleList(ResidualBlock(channels, attention) for _ in range(blocks))
        self.depth = blocks
        self.trunk = nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1), nn.BatchNorm2d(channels))
        steps = 1 if scale == 2 else 2
        self.enlarge = nn.Sequential(
            *(layer for _ in range(steps) for layer in (nn.Conv2d(channels, 4 * channels, 3, padding=1), nn.PixelShuffle(2), nn.PReLU()))
        )
        self.tail = nn.Conv2d(channels, 3, 9, padding=4)
        self.begin()

    def begin(self) -> None:
        """As a linear interpolation: the trunk as nothing, the picture through the long skip."""
        carry(self.head[0], PICTURE_CHANNELS, 1.0)
        small(self.trunk[0], 1.0)
        nn.init.zeros_(self.trunk[1].weight)
        for layer in self.enlarge:
            if isinstance(layer, nn.Conv2d):
                carry_into_subpixels(layer, 2)
        carry_smoothly(self.tail, (0, 0, 1, 2, 2, 2, 1, 0, 0) if self.scale == 4 else (0, 0, 0, 1, 2, 1, 0, 0, 0))

    def grow(self, depth: int) -> None:
        """Lets the first `depth` blocks take part."""
        self.depth = depth

    def forward(self, picture: Tensor) -> Tensor:
        """The enlarged picture, not clamped; of the blocks only the first `depth` take part."""
        first = self.head(picture)
        features = first
        for block in self.blocks[: self.depth]:
            features = block(features)
        return self.tail(self.enlarge(first + self.trunk(features)))

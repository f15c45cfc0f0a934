"""The restore generator: our own design, since the constants of the published Restore-GAN are not public.

It takes blur (motion, defocus, Gaussian), noise and JPEG blocks out of a picture and its cast of colour with them. Half the size in
each direction with four times the channels (as SRMD and FFDNet do) makes it four times cheaper and its field twice as wide; dilated
convolutions widen it further, since a blur of 15 pixels has to be seen whole.
"""

from torch import Tensor, nn

from architectures.beginnings import nothing, small

DILATIONS = (1, 2, 1, 4, 1, 2)


class DilatedBlock(nn.Module):
    """conv3-PReLU-conv3, the first of them dilated, added to the input."""

    def __init__(self, channels: int, dilation: int):
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation)
        self.activation = nn.PReLU(channels)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        small(self.first, 1.0)
        small(self.second, 0.1)

    def forward(self, features: Tensor) -> Tensor:
        """The same shape."""
        return features + self.second(self.activation(self.first(features)))


class Restorer(nn.Module):
    """N×3×H×W, 0..1, H and W even, to the same shape: what is to change about the picture is added to it."""

    def __init__(self, channels: int = 64, blocks: int = 12):
        super().__init__()
        self.scale = 1
        self.reduce = nn.PixelUnshuffle(2)
        self.first = nn.Conv2d(12, channels, 3, padding=1)
        self.blocks = nn.ModuleList(DilatedBlock(channels, DILATIONS[i % len(DILATIONS)]) for i in range(blocks))
        self.depth = blocks
        self.last = nn.Conv2d(channels, 12, 3, padding=1)
        self.enlarge = nn.PixelShuffle(2)
        self.begin()

    def begin(self) -> None:
        """As the picture itself."""
        small(self.first, 1.0)
        nothing(self.last)

    @property
    def radius(self) -> int:
        """How many pixels away an output pixel looks."""
        reach = sum(block.first.dilation[0] + 1 for block in self.blocks)
        return 2 * (reach + 2) + 1

    def grow(self, depth: int) -> None:
        """Lets the first `depth` blocks take part."""
        self.depth = depth

    def forward(self, picture: Tensor) -> Tensor:
        """The restored picture, not clamped; of the blocks only the first `depth` take part."""
        features = self.first(self.reduce(picture))
        for block in self.blocks[: self.depth]:
            features = block(features)
        return picture + self.enlarge(self.last(features))

"""SRVGGNetCompact (Real-ESRGAN, Wang et al. 2021): a plain chain at the small size; the network that is deployed."""

import torch
from torch import Tensor, nn

from architectures.beginnings import carry, nearest, small


class SRVGGNetCompact(nn.Module):
    """N×3×H×W, 0..1, to N×3×sH×sW: 3x3 convolutions with PReLU, a pixel shuffle, and the enlarged input (nearest) added."""

    def __init__(self, scale: int = 4, channels: int = 64, convolutions: int = 32):
        super().__init__()
        self.scale = scale
        layers: list[nn.Module] = [nn.Conv2d(3, channels, 3, padding=1), nn.PReLU(channels)]
        for _ in range(convolutions):
            layers += [nn.Conv2d(channels, channels, 3, padding=1), nn.PReLU(channels)]
        self.body = nn.Sequential(*layers, nn.Conv2d(channels, 3 * scale**2, 3, padding=1))
        self.shuffle = nn.PixelShuffle(scale)
        self.begin()

    def begin(self) -> None:
        """About as the enlarged input: the chain hands its features on, and the last convolution adds little of them."""
        convolutions = [layer for layer in self.body if isinstance(layer, nn.Conv2d)]
        small(convolutions[0], 1.0)
        for layer in convolutions[1:-1]:
            carry_most(layer, 1.6 / len(convolutions) ** 0.5)
        small(convolutions[-1], 0.1)

    @property
    def radius(self) -> int:
        """How many input pixels away an output pixel looks."""
        return sum(1 for layer in self.body if isinstance(layer, nn.Conv2d))

    def forward(self, picture: Tensor) -> Tensor:
        """The enlarged picture, not clamped."""
        return self.shuffle(self.body(picture)) + nearest(picture, self.scale)


def carry_most(layer: nn.Conv2d, scale: float) -> None:
    """Every channel handed on, with He's initialisation times `scale` beside, so that a plain chain trains from the first step."""
    carry(layer)
    mixture = nn.Conv2d(layer.in_channels, layer.out_channels, layer.kernel_size)
    small(mixture, scale)
    with torch.no_grad():
        layer.weight.add_(mixture.weight)

"""Real-ESRGAN's discriminator (Wang et al. 2021): a U-Net under spectral normalisation (Miyato et al. 2018)."""

from torch import Tensor, nn
from torch.nn.functional import interpolate, leaky_relu
from torch.nn.utils.parametrizations import spectral_norm

SLOPE = 0.2


class UNetDiscriminator(nn.Module):
    """N×3×H×W, 0..1, to N×1×H×W logits, one a pixel; H and W must be multiples of 8.

    Three halvings and three doublings, whose results are added to those of the same size on the way down. Each pass
    in training does one power iteration for the spectral norms; the first and the last convolution have none, as
    published.
    """

    def __init__(self, channels: int = 64) -> None:
        super().__init__()

        def normed(before: int, after: int, kernel: int = 3, stride: int = 1) -> nn.Module:
            return spectral_norm(nn.Conv2d(before, after, kernel, stride, padding=1, bias=False))

        self.head = nn.Conv2d(3, channels, 3, padding=1)
        self.down = nn.ModuleList(normed(channels << level, channels << level + 1, 4, 2) for level in range(3))
        self.up = nn.ModuleList(normed(channels << level + 1, channels << level) for level in reversed(range(3)))
        self.tail = nn.Sequential(
            normed(channels, channels),
            nn.LeakyReLU(SLOPE),
            normed(channels, channels),
            nn.LeakyReLU(SLOPE),
            nn.Conv2d(channels, 1, 3, padding=1),
        )

    def forward(self, picture: Tensor) -> Tensor:
        """A map of logits: the higher, the more real."""
        height, width = picture.shape[-2:]
        if height % 8 or width % 8:
            raise ValueError(f"The U-Net judges pictures whose sides are multiples of 8, not {width}x{height}.")
        features = leaky_relu(self.head(picture), SLOPE)
        passed = []
        for layer in self.down:
            passed.append(features)
            features = leaky_relu(layer(features), SLOPE)
        for layer in self.up:
            enlarged = interpolate(features, scale_factor=2.0, mode="bilinear", align_corners=False)
            features = leaky_relu(layer(enlarged), SLOPE) + passed.pop()
        return self.tail(features)

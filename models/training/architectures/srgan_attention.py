"""SRGAN's generator with channel attention in every residual block (squeeze and excitation: Hu et al. 2018; RCAN: Zhang et al. 2018)."""

from torch import Tensor, nn

from architectures.srresnet import SRResNet


class ChannelAttention(nn.Module):
    """Global average, 1x1 to a sixteenth of the channels, ReLU, 1x1 back, sigmoid: a factor for each channel."""

    def __init__(self, channels: int, reduction: int = 16):
        super().__init__()
        self.factors = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, channels // reduction, 1),
            nn.ReLU(),
            nn.Conv2d(channels // reduction, channels, 1),
            nn.Sigmoid(),
        )

    def forward(self, features: Tensor) -> Tensor:
        """The same shape."""
        return features * self.factors(features)


class SRGANAttention(SRResNet):
    """SRResNet whose blocks weigh their channels; its tiles see averages of their own, so they are not those of the whole picture."""

    def __init__(self, scale: int = 4, channels: int = 64, blocks: int = 16):
        super().__init__(scale, channels, blocks, ChannelAttention)

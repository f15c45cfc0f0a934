"""SRGAN's discriminator (Ledig et al. 2017)."""

import torch
from torch import Tensor, nn

SLOPE = 0.2
WIDTHS = (64, 128, 256, 512)

# The paper's patches of 96 pixels are this large after four halvings.
REST = 6


class SRGANDiscriminator(nn.Module):
    """N×3×H×W, 0..1, to N×1 logits: eight 3×3 convolutions, every other one with stride 2, and two dense layers.

    The paper's dense layers fit patches of 96 pixels alone. Here an adaptive average makes 6×6 features of any patch;
    at 96 pixels it changes nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.Conv2d(3, WIDTHS[0], 3, padding=1), nn.LeakyReLU(SLOPE)]
        before = WIDTHS[0]
        for index in range(1, 2 * len(WIDTHS)):
            width = WIDTHS[index // 2]
            # Batch normalisation has a bias of its own.
            layers += [
                nn.Conv2d(before, width, 3, stride=1 + index % 2, padding=1, bias=False),
                nn.BatchNorm2d(width),
                nn.LeakyReLU(SLOPE),
            ]
            before = width
        self.features = nn.Sequential(*layers)
        self.rest = nn.AdaptiveAvgPool2d(REST)
        self.judge = nn.Sequential(nn.Linear(before * REST**2, 1024), nn.LeakyReLU(SLOPE), nn.Linear(1024, 1))

    def forward(self, picture: Tensor) -> Tensor:
        """A logit for each picture: the higher, the more real."""
        return self.judge(torch.flatten(self.rest(self.features(picture)), 1))

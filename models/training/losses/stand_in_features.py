"""What stands in for VGG-19 where its weights cannot be had: a small network of fixed random weights.

Random features serve perceptual losses too: what counts most is the structure of a deep convolutional network, which
sees how pixels depend on each other, less what it has learned (Liu et al., "Generic Perceptual Loss for Modeling
Structured Output Dependencies", 2021). They know no objects, though, and lead a generator to plausible textures less
surely.
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, relu

WIDTHS = (24, 48, 96)


class StandInFeatures(nn.Module):
    """N×3×H×W, 0..1, to three stages' features before their ReLU: 24, 48, 96 channels at full, half, quarter size.

    Each stage is one 3×3 convolution whose filters are orthogonal to each other; ReLU and a 2×2 average lead to the
    next. The same seed gives the same weights whatever the version of PyTorch. H and W must be at least 8.
    """

    def __init__(self, seed: int):
        super().__init__()
        generator = np.random.Generator(np.random.PCG64(seed))
        self.stages = nn.ModuleList()
        before = 3
        for width in WIDTHS:
            stage = nn.Conv2d(before, width, 3, padding=1, padding_mode="reflect", bias=False)
            filters = _orthogonal(generator, width, before * 9)
            # A ReLU halves the mean square of what is as often negative as positive.
            gain = 1.0 if before == 3 else np.sqrt(2)
            with torch.no_grad():
                stage.weight.copy_(torch.from_numpy(gain * filters).view_as(stage.weight))
            self.stages.append(stage)
            before = width

    def forward(self, picture: Tensor) -> list[Tensor]:
        """A map for each stage, from the first to the last."""
        found = []
        features = 4 * picture - 2
        for stage in self.stages:
            if found:
                features = avg_pool2d(relu(found[-1]), 2)
            found.append(stage(features))
        return found


def _orthogonal(generator: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    """Random rows of length 1, each at a right angle to the others; there must be no more of them than columns."""
    basis, triangle = np.linalg.qr(generator.standard_normal((columns, rows)))
    # Which sign QR gives to a column depends on the library; positive diagonals are unique.
    return (basis * np.sign(np.diag(triangle))).T

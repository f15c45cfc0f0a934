"""How far two batches of pictures are from each other, pixel by pixel."""

import torch
from torch import Tensor
from torch.nn import functional


def l1(drawn: Tensor, wanted: Tensor) -> Tensor:
    """E|d − w|, the mean absolute error (for super-resolution: Zhao et al. 2017)."""
    return functional.l1_loss(drawn, wanted)


def l2(drawn: Tensor, wanted: Tensor) -> Tensor:
    """E(d − w)², the mean squared error, whose best answer has the highest PSNR."""
    return functional.mse_loss(drawn, wanted)


def charbonnier(drawn: Tensor, wanted: Tensor, epsilon: float = 1e-3) -> Tensor:
    """E√((d − w)² + ε²), L1 with a smooth bottom (LapSRN: Lai et al. 2017)."""
    return torch.sqrt((drawn - wanted).square() + epsilon**2).mean()

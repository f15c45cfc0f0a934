"""How weights begin.

A generator of the papers begins as noise and spends its first thousands of steps on learning to enlarge at all. Ours begin as a
plain interpolation: a few channels carry the picture through every layer as it is, the others begin small, and residual
branches begin as nothing (zero-initialised residuals: Goyal et al. 2017; ICNR for sub-pixel convolutions: Aitken et al. 2017). The
architectures stay those of the papers; short runs spend all of their steps on detail.
"""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

PICTURE_CHANNELS = 3


def small(layer: nn.Module, scale: float = 0.1) -> None:
    """He's initialisation times `scale`, as ESRGAN's residual blocks begin (Wang et al. 2018); no bias."""
    nn.init.kaiming_normal_(layer.weight, a=0.2)
    with torch.no_grad():
        layer.weight.mul_(scale)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)


def nothing(layer: nn.Module) -> None:
    """All zeros: the end of a residual branch that is to begin as the identity."""
    nn.init.zeros_(layer.weight)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)


def carry(layer: nn.Conv2d, channels: int | None = None, scale: float = 0.5) -> None:
    """Channel i becomes channel i, for the first `channels` of them (as many as there are where None); the rest begins small."""
    small(layer, scale)
    count = min(layer.in_channels, layer.out_channels) if channels is None else channels
    rows, columns = layer.kernel_size
    with torch.no_grad():
        layer.weight[:count] = 0
        for channel in range(count):
            layer.weight[channel, channel, rows // 2, columns // 2] = 1


def carry_smoothly(layer: nn.Conv2d, window: Iterable[float], scale: float = 0.1) -> None:
    """The first channels become red, green and blue, each smoothed by a separable window as long as the kernel; the others add a little."""
    small(layer, scale)
    taps = torch.tensor(list(window))
    taps = taps / taps.sum()
    with torch.no_grad():
        layer.weight[:, :PICTURE_CHANNELS] = 0
        for channel in range(PICTURE_CHANNELS):
            layer.weight[channel, channel] = torch.outer(taps, taps)


def carry_into_subpixels(layer: nn.Conv2d, factor: int, scale: float = 0.5) -> None:
    """A convolution before a pixel shuffle: all sub-pixels of a channel begin alike (ICNR), the picture's as the pixel itself."""
    whole = nn.Conv2d(layer.in_channels, layer.out_channels // factor**2, layer.kernel_size)
    carry(whole, PICTURE_CHANNELS, scale)
    with torch.no_grad():
        layer.weight.copy_(whole.weight.repeat_interleave(factor**2, dim=0))
        layer.bias.zero_()


def nearest(picture: Tensor, factor: int) -> Tensor:
    """Every pixel as a square of `factor` by `factor`."""
    return nn.functional.interpolate(picture, scale_factor=float(factor), mode="nearest")

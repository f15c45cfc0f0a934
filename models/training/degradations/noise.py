"""Noise of a strength per sample: Gaussian (electronics) and shot (Poisson: photons that are counted), in colour or
grey.
"""

import torch
from torch import Tensor

# Rec. 601, as in the luma of JPEG.
_LUMA = (0.299, 0.587, 0.114)


def gaussian_noise(batch: Tensor, sigma: Tensor, grey: Tensor, generator: torch.Generator) -> Tensor:
    """The batch with noise of a standard deviation (N, in 0..1); where `grey` (N) is true, all channels get the same
    noise.
    """
    noise = torch.randn(batch.shape, generator=generator).to(batch.device, batch.dtype)
    # One channel's noise is white already; a mean of three would be weaker.
    noise = torch.where(_column(grey), noise[:, :1].expand_as(noise), noise)
    return batch + noise * _column(sigma)


def shot_noise(batch: Tensor, photons: Tensor, grey: Tensor, generator: torch.Generator) -> Tensor:
    """The batch as counted photons, `photons` (N) of them where a channel is 1: the variance is value / photons.

    Where `grey` (N) is true, the noise of the luma is added to all channels.
    """
    light = batch.clamp(0, 1)
    luma = (light * light.new_tensor(_LUMA)[:, None, None]).sum(1, keepdim=True).expand_as(light)
    expected = torch.where(_column(grey), luma, light) * _column(photons)
    # Counted on the CPU, where the generator is.
    counted = torch.poisson(expected.float().cpu(), generator=generator).to(batch.device, batch.dtype)
    noise = (counted - expected) / _column(photons)
    return batch + torch.where(_column(grey), noise[:, :1].expand_as(noise), noise)


def _column(values: Tensor) -> Tensor:
    return values[:, None, None, None]

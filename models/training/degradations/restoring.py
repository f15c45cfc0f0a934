"""What the restore generator (1x) learns to undo: one blur, then perhaps noise, a cast of colour and a JPEG."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor

from degradations.color_cast import CastRanges, cast
from degradations.drawing import Range, chance, choice, log_uniform, to_8_bits, uniform
from degradations.jpeg import jpeg
from degradations.kernels import blur, disk, identity, isotropic_gaussian, motion
from degradations.noise import gaussian_noise, shot_noise


@dataclass(frozen=True)
class RestoreRanges:
    """What the degradation of a picture is drawn from; lengths in pixels, noise in 8-bit levels."""

    blur_weights: tuple[float, float, float, float] = (0.12, 0.32, 0.32, 0.24)
    """None, motion, disk and Gaussian."""
    motion_length: Range = (3.0, 15.0)
    disk_radius: Range = (1.5, 5.0)
    gaussian_sigma: Range = (0.8, 2.5)
    spoiled_probability: float = 0.5
    """How many samples get noise or a JPEG at all; the others stay clean of both."""
    spoiled_weights: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Of the spoiled ones: noise alone, a JPEG alone, both."""
    shot_probability: float = 0.4
    """How many of the noisy ones have shot noise; the others have Gaussian noise."""
    noise_sigma: Range = (1.0, 10.0)
    photons: Range = (400.0, 6000.0)
    """Photons where a channel is 1: 400 gives 12.8 levels of noise there, 6000 gives 3.3."""
    grey_noise_probability: float = 0.4
    jpeg_quality: Range = (50.0, 96.0)
    subsampled_probability: float = 0.6
    cast_probability: float = 1 / 3
    cast: CastRanges = field(default_factory=CastRanges)

    @property
    def kernel_size(self) -> int:
        """The odd size that holds the largest blur, a Gaussian up to three deviations."""
        reach = max((self.motion_length[1] + 1) / 2, self.disk_radius[1] + 0.5, 3 * self.gaussian_sigma[1])
        return 2 * math.ceil(reach) + 1


@torch.no_grad()
def degrade(batch: Tensor, generator: torch.Generator, ranges: RestoreRanges = RestoreRanges()) -> Tensor:
    """The batch (N x 3 x H x W) degraded, each picture on its own, at the same size and in 8-bit steps."""
    count, device = batch.shape[0], batch.device
    degraded = blur(batch, draw_kernels(count, generator, device, ranges))

    spoiled = chance(count, ranges.spoiled_probability, generator, device)
    kind = choice(count, ranges.spoiled_weights, generator, device)
    degraded = _replace(degraded, spoiled & (kind != 1), lambda pictures: _add_noise(pictures, generator, ranges))
    discoloured = chance(count, ranges.cast_probability, generator, device)
    degraded = _replace(degraded, discoloured, lambda pictures: cast(pictures, generator, ranges.cast))
    degraded = _replace(degraded, spoiled & (kind != 0), lambda pictures: _compress(pictures, generator, ranges))
    return to_8_bits(degraded)


def draw_kernels(
    count: int, generator: torch.Generator, device: torch.device, ranges: RestoreRanges = RestoreRanges()
) -> Tensor:
    """A blur kernel per sample (N x k x k): none, motion, disk or Gaussian."""
    size = ranges.kernel_size
    kernels = torch.stack((
        identity(count, size, device),
        motion(
            uniform(count, ranges.motion_length, generator, device),
            uniform(count, (0.0, math.pi), generator, device),
            size,
        ),
        disk(uniform(count, ranges.disk_radius, generator, device), size),
        isotropic_gaussian(uniform(count, ranges.gaussian_sigma, generator, device), size),
    ))
    return kernels[choice(count, ranges.blur_weights, generator, device), torch.arange(count, device=device)]


def _add_noise(pictures: Tensor, generator: torch.Generator, ranges: RestoreRanges) -> Tensor:
    count, device = pictures.shape[0], pictures.device
    grey = chance(count, ranges.grey_noise_probability, generator, device)
    shot = chance(count, ranges.shot_probability, generator, device)
    photons = log_uniform(count, ranges.photons, generator, device)
    sigma = uniform(count, ranges.noise_sigma, generator, device) / 255
    counted = _replace(pictures, shot, lambda chosen: shot_noise(chosen, photons[shot], grey[shot], generator))
    return _replace(counted, ~shot, lambda chosen: gaussian_noise(chosen, sigma[~shot], grey[~shot], generator))


def _compress(pictures: Tensor, generator: torch.Generator, ranges: RestoreRanges) -> Tensor:
    count, device = pictures.shape[0], pictures.device
    quality = uniform(count, ranges.jpeg_quality, generator, device).round()
    return jpeg(pictures, quality, chance(count, ranges.subsampled_probability, generator, device))


def _replace(batch: Tensor, chosen: Tensor, change: Callable[[Tensor], Tensor]) -> Tensor:
    """The batch with the chosen pictures changed; the work is done on those alone."""
    if not bool(chosen.any()):
        return batch
    result = batch.clone()
    result[chosen] = change(batch[chosen]).to(batch.dtype)
    return result

"""The second-order degradation of Real-ESRGAN (Wang et al. 2021, arXiv:2107.10833): blur, resize, noise and JPEG,
twice, with ringing at the end.

Differences from the paper: kernels of defocus (disk) and motion beside the Gaussian family, and milder defaults. The
paper trains for pictures that travelled the internet; ours are photographs off a camera, and a network trained for less
damage invents less where there is none. The factors of size are drawn once a batch, as in the paper's code, for the
pictures of a batch share a size; all else is drawn per picture.
"""

import math
from dataclasses import dataclass, field

import torch
from torch import Tensor

from degradations.drawing import Range, chance, choice, log_uniform, to_8_bits, uniform
from degradations.jpeg import jpeg
from degradations.kernels import blur, disk, generalized_gaussian, identity, motion, sinc
from degradations.noise import gaussian_noise, shot_noise
from degradations.resizing import draw_factor, draw_method, resize

# As in the paper.
KERNEL_SIZE = 21


@dataclass(frozen=True)
class RoundRanges:
    """One round of blur, resize, noise and JPEG; the paper's own values of the first round stand behind each default.
    """

    blur_weights: tuple[float, float, float, float, float] = (0.2, 0.45, 0.12, 0.13, 0.1)
    """None, generalised Gaussian, disk, motion and sinc (paper: 0, 0.9, 0, 0, 0.1)."""
    sigma: Range = (0.2, 2.0)
    """Deviation along and across, in pixels (paper: 0.2 to 3)."""
    shape: Range = (0.6, 2.5)
    """Exponent of the generalised Gaussian (paper: 0.5 to 4, and plateaus)."""
    isotropic_probability: float = 0.55
    """How many Gaussians are round (paper: 0.45 of 0.7 plain ones)."""
    disk_radius: Range = (0.7, 2.5)
    motion_length: Range = (1.0, 6.0)
    sinc_cutoff: Range = (math.pi / 3, math.pi)
    """In radians a pixel (paper: the same)."""
    resize_weights: tuple[float, float, float] = (0.15, 0.5, 0.35)
    """Up, down and keep (paper: 0.2, 0.7, 0.1)."""
    resize_factor: Range = (0.5, 1.3)
    """Paper: 0.15 to 1.5."""
    noise_weights: tuple[float, float, float] = (0.25, 0.4, 0.35)
    """None, Gaussian and shot (paper: 0, 0.5, 0.5)."""
    noise_sigma: Range = (1.0, 10.0)
    """In 8-bit levels (paper: 1 to 30)."""
    photons: Range = (300.0, 6000.0)
    """Where a channel is 1 (paper: strengths of 0.05 to 3 times the noise at 256, that is 28 and more)."""
    grey_noise_probability: float = 0.4
    """Paper: 0.4."""
    jpeg_probability: float = 0.75
    """Paper: 1."""
    jpeg_quality: Range = (50.0, 95.0)
    """Paper: 30 to 95."""
    subsampled_probability: float = 0.6


@dataclass(frozen=True)
class SecondOrderRanges:
    """Both rounds and the end: the resize to the final size, a sinc filter and the JPEG of the second round in either
    order.
    """

    first: RoundRanges = field(default_factory=RoundRanges)
    second: RoundRanges = field(default_factory=lambda: RoundRanges(
        blur_weights=(0.4, 0.35, 0.08, 0.07, 0.1), sigma=(0.2, 1.2), disk_radius=(0.7, 1.6), motion_length=(1.0, 4.0),
        resize_weights=(0.3, 0.4, 0.3), resize_factor=(0.6, 1.2),
        noise_weights=(0.4, 0.35, 0.25), noise_sigma=(1.0, 7.0), photons=(600.0, 8000.0)))
    """Paper: sigma 0.2 to 1.5, factor 0.3 to 1.2 with weights 0.3, 0.4, 0.3, noise 1 to 25; a fifth of it without blur.
    """
    final_sinc_probability: float = 0.5
    """Paper: 0.8."""


@torch.no_grad()
def degrade(
    batch: Tensor, scale: int, generator: torch.Generator, ranges: SecondOrderRanges = SecondOrderRanges()
) -> Tensor:
    """The batch (N x 3 x H x W, H and W multiples of the scale) degraded to 1 / scale of its size, within 0..1 and in
    8-bit steps.
    """
    height, width = batch.shape[-2:]
    if height % scale or width % scale:
        raise ValueError(f"{width} x {height} pixels cannot be divided by {scale}.")
    low_height, low_width = height // scale, width // scale

    # The first round works around the full size and the second around the final one.
    picture = _blur(batch, generator, ranges.first)
    picture = _resize(picture, height, width, generator, ranges.first)
    picture = _compress(_add_noise(picture, generator, ranges.first), generator, ranges.first)

    picture = _blur(picture, generator, ranges.second)
    picture = _resize(picture, low_height, low_width, generator, ranges.second)
    picture = _add_noise(picture, generator, ranges.second)

    # A sharpened picture is saved, or a saved one is sharpened and scaled: either happens.
    if bool(chance(1, 0.5, generator, torch.device("cpu"))):
        picture = _ring(_fit(picture, low_height, low_width, generator), generator, ranges)
        picture = _compress(picture, generator, ranges.second)
    else:
        picture = _compress(picture, generator, ranges.second)
        picture = _ring(_fit(picture, low_height, low_width, generator), generator, ranges)
    return to_8_bits(picture)


def draw_kernels(count: int, generator: torch.Generator, device: torch.device, ranges: RoundRanges) -> Tensor:
    """A blur kernel per sample (N x 21 x 21)."""
    along, across = uniform(count, ranges.sigma, generator, device), uniform(count, ranges.sigma, generator, device)
    across = torch.where(chance(count, ranges.isotropic_probability, generator, device), along, across)
    angle = uniform(count, (0.0, math.pi), generator, device)
    kernels = torch.stack((
        identity(count, KERNEL_SIZE, device),
        generalized_gaussian(along, across, angle, log_uniform(count, ranges.shape, generator, device), KERNEL_SIZE),
        disk(uniform(count, ranges.disk_radius, generator, device), KERNEL_SIZE),
        motion(uniform(count, ranges.motion_length, generator, device), angle, KERNEL_SIZE),
        sinc(uniform(count, ranges.sinc_cutoff, generator, device), KERNEL_SIZE),
    ))
    return kernels[choice(count, ranges.blur_weights, generator, device), torch.arange(count, device=device)]


def _blur(batch: Tensor, generator: torch.Generator, ranges: RoundRanges) -> Tensor:
    return blur(batch, draw_kernels(batch.shape[0], generator, batch.device, ranges)).clamp(0, 1)


def _resize(batch: Tensor, height: int, width: int, generator: torch.Generator, ranges: RoundRanges) -> Tensor:
    factor = draw_factor(ranges.resize_weights, ranges.resize_factor, generator)
    # The next blur reflects 10 pixels at each border, so a picture is never made smaller than that.
    height, width = max(KERNEL_SIZE, round(height * factor)), max(KERNEL_SIZE, round(width * factor))
    return resize(batch, height, width, draw_method(generator)).clamp(0, 1)


def _add_noise(batch: Tensor, generator: torch.Generator, ranges: RoundRanges) -> Tensor:
    count, device = batch.shape[0], batch.device
    kind = choice(count, ranges.noise_weights, generator, device)
    grey = chance(count, ranges.grey_noise_probability, generator, device)
    sigma = uniform(count, ranges.noise_sigma, generator, device) / 255
    photons = log_uniform(count, ranges.photons, generator, device)
    noisy = batch.clone()
    gaussian, shot = kind == 1, kind == 2
    noisy[gaussian] = gaussian_noise(batch[gaussian], sigma[gaussian], grey[gaussian], generator)
    noisy[shot] = shot_noise(batch[shot], photons[shot], grey[shot], generator)
    return noisy.clamp(0, 1)


def _compress(batch: Tensor, generator: torch.Generator, ranges: RoundRanges) -> Tensor:
    count, device = batch.shape[0], batch.device
    chosen = chance(count, ranges.jpeg_probability, generator, device)
    quality = uniform(count, ranges.jpeg_quality, generator, device).round()
    subsampled = chance(count, ranges.subsampled_probability, generator, device)
    compressed = batch.clone()
    compressed[chosen] = jpeg(batch[chosen], quality[chosen], subsampled[chosen])
    return compressed


def _fit(batch: Tensor, height: int, width: int, generator: torch.Generator) -> Tensor:
    return resize(batch, height, width, draw_method(generator)).clamp(0, 1)


def _ring(batch: Tensor, generator: torch.Generator, ranges: SecondOrderRanges) -> Tensor:
    """Sinc filters for some of the pictures: overshoot as careless sharpening or resampling leaves it."""
    count, device = batch.shape[0], batch.device
    ringing = chance(count, ranges.final_sinc_probability, generator, device)
    filters = sinc(uniform(count, ranges.second.sinc_cutoff, generator, device), KERNEL_SIZE)
    kernels = torch.where(ringing[:, None, None], filters, identity(count, KERNEL_SIZE, device))
    return blur(batch, kernels).clamp(0, 1)

"""Blur kernels (point spread functions) with a parameter per sample, and the blur itself.

Every kernel function takes its parameters as tensors of length N and an odd size k, and returns N x k x k, each kernel
summing to 1.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

# Odd, so that the middle of a pixel is the middle of a part.
_PARTS = 5


def isotropic_gaussian(sigma: Tensor, size: int) -> Tensor:
    """Gaussians of a standard deviation in pixels."""
    return generalized_gaussian(sigma, sigma, torch.zeros_like(sigma), torch.ones_like(sigma), size)


def anisotropic_gaussian(sigma_along: Tensor, sigma_across: Tensor, angle: Tensor, size: int) -> Tensor:
    """Gaussians with their own deviation along a direction (radians, from the x axis towards the y axis, which points
    down) and across it.
    """
    return generalized_gaussian(sigma_along, sigma_across, angle, torch.ones_like(sigma_along), size)


def generalized_gaussian(sigma_along: Tensor, sigma_across: Tensor, angle: Tensor, shape: Tensor, size: int) -> Tensor:
    """exp(-d^(2 shape) / 2) of the distance d in deviations: shape 1 is the Gaussian, above it is flatter, below it
    more peaked (Real-ESRGAN).
    """
    y, x = _grid(size, angle.device)
    cosine, sine = torch.cos(angle)[:, None, None], torch.sin(angle)[:, None, None]
    along, across = x * cosine + y * sine, y * cosine - x * sine
    squared = (along / sigma_along[:, None, None]) ** 2 + (across / sigma_across[:, None, None]) ** 2
    return _normalized(torch.exp(-0.5 * squared ** shape[:, None, None]))


def disk(radius: Tensor, size: int) -> Tensor:
    """Discs of a radius in pixels, which may be fractional, as a lens out of focus makes them; the edge is antialiased.
    """
    # The area that a pixel shares with the disc, measured on parts of pixels; of a part, how far it reaches into the
    # disc stands for its area.
    y, x = _grid(size * _PARTS, radius.device)
    parts = (radius[:, None, None] * _PARTS + 0.5 - torch.sqrt(x * x + y * y)).clamp(0, 1)
    return _normalized(F.avg_pool2d(parts[:, None], _PARTS)[:, 0])


def motion(length: Tensor, angle: Tensor, size: int) -> Tensor:
    """Straight lines of a length in pixels and an angle (radians, from the x axis towards the y axis, which points
    down): every pixel weighs what it holds of the line, so that the line is antialiased.
    """
    y, x = _grid(size, length.device)
    half = (length / 2)[:, None, None]
    enters, leaves = -half, half
    for middle, direction in ((x, torch.cos(angle)), (y, torch.sin(angle))):
        # A line along an axis never crosses the sides that run with it; a tiny slope says the same without a division
        # by 0.
        slope = torch.where(direction.abs() < 1e-6, torch.full_like(direction, 1e-6), direction)[:, None, None]
        first, second = (middle - 0.5) / slope, (middle + 0.5) / slope
        enters = torch.maximum(enters, torch.minimum(first, second))
        leaves = torch.minimum(leaves, torch.maximum(first, second))
    return _normalized((leaves - enters).clamp(min=0))


def sinc(cutoff: Tensor, size: int) -> Tensor:
    """Ideal circular low-pass filters of a cut-off frequency in radians a pixel (up to pi); cut off by the size, they
    ring (Real-ESRGAN).
    """
    y, x = _grid(size, cutoff.device)
    frequency = cutoff[:, None, None]
    distance = torch.sqrt(x * x + y * y).clamp(min=1e-6)
    kernel = frequency * torch.special.bessel_j1(frequency * distance) / (2 * math.pi * distance)
    kernel[:, size // 2, size // 2] = cutoff ** 2 / (4 * math.pi)
    return _normalized(kernel)


def identity(count: int, size: int, device: torch.device) -> Tensor:
    """Kernels that change nothing."""
    kernel = torch.zeros(count, size, size, device=device)
    kernel[:, size // 2, size // 2] = 1
    return kernel


def blur(batch: Tensor, kernels: Tensor) -> Tensor:
    """Each picture of a batch (N x C x H x W) blurred by its own kernel (N x k x k), reflected at its borders; H and W
    are over k / 2.
    """
    count, channels, height, width = batch.shape
    radius = kernels.shape[-1] // 2
    padded = F.pad(batch, (radius, radius, radius, radius), mode="reflect")
    # One convolution in which every channel of every picture is a group; up to k = 31 that is faster than the Fourier
    # transform on a CPU. A convolution turns the kernel round by half a turn, which the correlation of the framework
    # leaves out.
    weights = kernels.flip(-2, -1).to(batch.dtype).repeat_interleave(channels, dim=0).unsqueeze(1)
    blurred = F.conv2d(padded.reshape(1, count * channels, *padded.shape[-2:]), weights, groups=count * channels)
    return blurred.reshape(count, channels, height, width)


def _grid(size: int, device: torch.device) -> tuple[Tensor, Tensor]:
    if size % 2 == 0:
        raise ValueError(f"A kernel has a middle, so its size is odd, but {size} is even.")
    steps = torch.arange(size, device=device, dtype=torch.float32) - size // 2
    return steps[:, None], steps[None, :]


def _normalized(kernels: Tensor) -> Tensor:
    return kernels / kernels.sum(dim=(-2, -1), keepdim=True)

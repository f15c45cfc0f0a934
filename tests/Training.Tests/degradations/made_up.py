"""A made-up picture with what the degradations act on in photographs: smooth shades, texture at all scales, hard edges,
strong colours.
"""

import torch
from torch import Tensor


def photograph_like(count: int = 1, height: int = 96, width: int = 96, seed: int = 1) -> Tensor:
    """Pictures (N x 3 x H x W, 0..1, in 8-bit steps) whose spectrum falls with the frequency as that of photographs
    does.
    """
    generator = torch.Generator().manual_seed(seed)
    y, x = torch.meshgrid(torch.fft.fftfreq(height), torch.fft.fftfreq(width), indexing="ij")
    # Luma and a weaker colour, each noise with an amplitude of 1 / frequency^1.2.
    noise = torch.fft.fft2(torch.randn(count, 3, height, width, generator=generator))
    texture = torch.fft.ifft2(noise / (x * x + y * y).sqrt().clamp(min=1 / height) ** 1.2).real
    texture = texture / texture.std(dim=(-2, -1), keepdim=True)
    picture = 0.5 + 0.14 * texture[:, :1] + 0.05 * texture
    # A red sign, and a dark disc before it.
    picture[:, :, height // 8:height // 2, width // 8:width // 2] = torch.tensor((0.8, 0.2, 0.15))[:, None, None]
    rows, columns = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    picture[:, :, (rows - height // 2) ** 2 + (columns - width // 2) ** 2 < (height // 6) ** 2] *= 0.3
    return (picture.clamp(0, 1) * 255).round() / 255

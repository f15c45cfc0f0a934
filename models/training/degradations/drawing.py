"""Draws per-sample parameters from a generator on the CPU, so that a seed gives the same parameters whatever device the
pictures are on.
"""

import torch
from torch import Tensor

Range = tuple[float, float]


def uniform(count: int, bounds: Range, generator: torch.Generator, device: torch.device) -> Tensor:
    """So many numbers between two bounds, evenly spread."""
    low, high = bounds
    return (low + (high - low) * torch.rand(count, generator=generator)).to(device)


def log_uniform(count: int, bounds: Range, generator: torch.Generator, device: torch.device) -> Tensor:
    """So many positive numbers between two bounds, their logarithms evenly spread: each doubling is as likely as the
    next.
    """
    low, high = torch.tensor(bounds).log().tolist()
    return uniform(count, (low, high), generator, device).exp()


def chance(count: int, probability: float, generator: torch.Generator, device: torch.device) -> Tensor:
    """So many booleans, each true with the probability."""
    return (torch.rand(count, generator=generator) < probability).to(device)


def choice(count: int, weights: tuple[float, ...], generator: torch.Generator, device: torch.device) -> Tensor:
    """So many indices into the weights, each as likely as its weight (which need not sum to 1)."""
    likelihood = torch.tensor(weights, dtype=torch.float32)
    return torch.multinomial(likelihood, count, replacement=True, generator=generator).to(device)


def to_8_bits(batch: Tensor) -> Tensor:
    """The batch as a picture file of 8 bits a channel would hold it."""
    return (batch.clamp(0, 1) * 255).round() / 255

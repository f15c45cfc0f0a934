"""The exponential moving average of a generator's weights."""

import copy

import torch
from torch import nn


class Average:
    """A second generator whose weights follow the first one's; the first steps count more, so that it does not remember the beginning."""

    def __init__(self, network: nn.Module, decay: float):
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self.decay = decay
        self.steps = 0

    @torch.no_grad()
    def follow(self, network: nn.Module) -> None:
        """Takes a step towards the network; what is no weight (counts of batches) is taken over."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        theirs = network.state_dict()
        for name, mine in self.network.state_dict().items():
            if mine.is_floating_point():
                mine.lerp_(theirs[name], 1 - decay)
            else:
                mine.copy_(theirs[name])

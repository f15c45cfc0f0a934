"""Batch normalisation folded into the convolutions before it, as it is constant once training is over."""

import copy

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


def folded(network: nn.Module) -> nn.Module:
    """A copy of a network in evaluation mode whose sequences hold no batch normalisation after a convolution."""
    result = copy.deepcopy(network).eval()
    for module in result.modules():
        if not isinstance(module, nn.Sequential):
            continue
        for index in range(len(module) - 1):
            if isinstance(module[index], nn.Conv2d) and isinstance(module[index + 1], nn.BatchNorm2d):
                module[index] = fuse_conv_bn_eval(module[index], module[index + 1])
                module[index + 1] = nn.Identity()
    return result

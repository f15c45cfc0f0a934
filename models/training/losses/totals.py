"""The papers' totals of a generator's losses. The configurations weigh the same parts with the same numbers."""

from torch import Tensor


def srgan_total(content: Tensor, adversarial: Tensor) -> Tensor:
    """content + 10⁻³ adversarial, the content being the distance of features (SRGAN: Ledig et al. 2017)."""
    return content + 1e-3 * adversarial


def esrgan_total(perceptual: Tensor, adversarial: Tensor, l1: Tensor) -> Tensor:
    """perceptual + 5·10⁻³ adversarial + 10⁻² L1 (ESRGAN: Wang et al. 2018)."""
    return perceptual + 5e-3 * adversarial + 1e-2 * l1


def real_esrgan_total(perceptual: Tensor, adversarial: Tensor, l1: Tensor) -> Tensor:
    """perceptual + 0.1 adversarial + L1 (Real-ESRGAN: Wang et al. 2021)."""
    return perceptual + 0.1 * adversarial + l1

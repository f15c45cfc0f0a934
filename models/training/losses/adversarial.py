"""What generator and discriminator play for. All take the discriminator's logits, of any shape, before any sigmoid.

D is σ(logit) where a probability is meant; softplus(−z) = −log σ(z) and softplus(z) = −log(1 − σ(z)) keep logarithms
finite. A discriminator's loss is the sum over its two tasks, as the papers write it; some published code halves it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor
from torch.nn.functional import softplus

from architectures.relativistic import relative


def bce_generator(fake: Tensor) -> Tensor:
    """−E log D(G): SRGAN's (Ledig et al. 2017), non-saturating."""
    return softplus(-fake).mean()


def bce_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """−E log D(x) − E log(1 − D(G)) (Goodfellow et al. 2014)."""
    return softplus(-real).mean() + softplus(fake).mean()


def lsgan_generator(fake: Tensor) -> Tensor:
    """½E(D(G) − 1)², D being the logit itself (least squares: Mao et al. 2017)."""
    return 0.5 * (fake - 1).square().mean()


def lsgan_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """½E(D(x) − 1)² + ½E D(G)², D being the logit itself (least squares: Mao et al. 2017)."""
    return 0.5 * (real - 1).square().mean() + 0.5 * fake.square().mean()


def relativistic_generator(real: Tensor, fake: Tensor) -> Tensor:
    """−E log(1 − D(x, G)) − E log D(G, x), D(a, b) = σ(C(a) − E C(b)): the relativistic average.

    ESRGAN's (Wang et al. 2018, after Jolicoeur-Martineau 2018).
    """
    real_over_fake, fake_over_real = relative(real, fake)
    return softplus(real_over_fake).mean() + softplus(-fake_over_real).mean()


def relativistic_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """−E log D(x, G) − E log(1 − D(G, x)): the generator's game from the other side."""
    real_over_fake, fake_over_real = relative(real, fake)
    return softplus(-real_over_fake).mean() + softplus(fake_over_real).mean()


@dataclass(frozen=True)
class Kind:
    """Both sides of a game; each takes the logits of real and of generated pictures, in this order."""

    generator: Callable[[Tensor, Tensor], Tensor]
    discriminator: Callable[[Tensor, Tensor], Tensor]


KINDS = {
    "bce": Kind(lambda _, fake: bce_generator(fake), bce_discriminator),
    "lsgan": Kind(lambda _, fake: lsgan_generator(fake), lsgan_discriminator),
    "relativistic": Kind(relativistic_generator, relativistic_discriminator),
}

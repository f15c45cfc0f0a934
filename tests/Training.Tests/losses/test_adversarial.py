import unittest
from math import log

import support  # noqa: F401
import torch
from losses.adversarial import (
    KINDS,
    bce_discriminator,
    bce_generator,
    lsgan_discriminator,
    lsgan_generator,
    relativistic_discriminator,
    relativistic_generator,
)

# Sigmoids of 0.5, 1, 1.5, 2 and 2.5; that of −z is 1 minus that of z.
S05, S10, S15, S20, S25 = 0.6224593, 0.7310586, 0.8175745, 0.8807971, 0.9241418


class AdversarialTests(unittest.TestCase):
    def setUp(self) -> None:
        # Means of 0.5 and -0.5.
        self.real = torch.tensor((2.0, -1.0)).view(2, 1)
        self.fake = torch.tensor((0.5, -1.5)).view(2, 1).requires_grad_()

    def test_bce(self) -> None:
        self.assertAlmostEqual(-(log(S05) + log(1 - S15)) / 2, bce_generator(self.fake).item(), places=5)
        expected = -(log(S20) + log(1 - S10)) / 2 - (log(1 - S05) + log(S15)) / 2
        self.assertAlmostEqual(expected, bce_discriminator(self.real, self.fake).item(), places=5)

    def test_lsgan(self) -> None:
        # ½ · ½ ((0.5 − 1)² + (−1.5 − 1)²)
        self.assertAlmostEqual((0.25 + 6.25) / 4, lsgan_generator(self.fake).item(), places=6)
        # ½ · ½ ((2 − 1)² + (−1 − 1)²) + ½ · ½ (0.5² + 1.5²)
        expected = (1 + 4) / 4 + (0.25 + 2.25) / 4
        self.assertAlmostEqual(expected, lsgan_discriminator(self.real, self.fake).item(), places=6)

    def test_relativistic_average(self) -> None:
        # Real ones over the mean of the fakes: 2.5 and −0.5; fakes over the mean of the real ones: 0 and −2.
        expected = -(log(1 - S25) + log(S05)) / 2 - (log(0.5) + log(1 - S20)) / 2
        self.assertAlmostEqual(expected, relativistic_generator(self.real, self.fake).item(), places=5)
        expected = -(log(S25) + log(1 - S05)) / 2 - (log(0.5) + log(S20)) / 2
        self.assertAlmostEqual(expected, relativistic_discriminator(self.real, self.fake).item(), places=5)

    def test_an_undecided_discriminator_loses_what_chance_does(self) -> None:
        nothing = torch.zeros(3, 1, 4, 4)
        self.assertAlmostEqual(2 * log(2), bce_discriminator(nothing, nothing).item(), places=6)
        self.assertAlmostEqual(2 * log(2), relativistic_discriminator(nothing, nothing).item(), places=6)
        self.assertAlmostEqual(0.5, lsgan_discriminator(nothing, nothing).item(), places=6)

    def test_the_sides_pull_the_fakes_apart(self) -> None:
        for name, kind in KINDS.items():
            (up,) = torch.autograd.grad(kind.generator(self.real, self.fake), self.fake)
            (down,) = torch.autograd.grad(kind.discriminator(self.real, self.fake), self.fake)
            # The generator raises its logits; the discriminator lowers what is not low enough yet.
            self.assertTrue((up < 0).all(), name)
            self.assertGreater(down[0].item(), 0, name)

    def test_the_certain_cost_no_infinities(self) -> None:
        real, fake = torch.full((2, 1), 500.0), torch.full((2, 1), -500.0, requires_grad=True)
        for name, kind in KINDS.items():
            for loss in (kind.generator(real, fake), kind.discriminator(real, fake), kind.discriminator(fake, real)):
                (gradient,) = torch.autograd.grad(loss, fake)
                self.assertTrue(torch.isfinite(loss) and torch.isfinite(gradient).all(), name)


if __name__ == "__main__":
    unittest.main()

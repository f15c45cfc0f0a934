import unittest

import support  # noqa: F401
import torch
from architectures.relativistic import RelativisticAverage, relative
from losses.adversarial import relativistic_discriminator
from torch import Tensor, nn


class Brightness(nn.Module):
    """A discriminator that takes the bright for real."""

    def forward(self, picture: Tensor) -> Tensor:
        return 10 * picture.mean(dim=(1, 2, 3)).unsqueeze(1)


class RelativisticTests(unittest.TestCase):
    def test_each_is_compared_with_the_average_of_the_others(self) -> None:
        over_fake, over_real = relative(torch.tensor((3.0, 1.0)), torch.tensor((0.0, -1.0)))
        # The averages are 2 and −0.5.
        self.assertEqual([3.5, 1.5], over_fake.tolist())
        self.assertEqual([-2, -3], over_real.tolist())

    def test_any_discriminator_can_be_wrapped(self) -> None:
        real, fake = torch.full((2, 3, 4, 4), 0.5), torch.full((2, 3, 4, 4), 0.2).requires_grad_()
        over_fake, over_real = RelativisticAverage(Brightness())(real, fake)
        torch.testing.assert_close(over_fake, torch.full((2, 1), 3.0))
        torch.testing.assert_close(over_real, torch.full((2, 1), -3.0))
        expected = relativistic_discriminator(Brightness()(real), Brightness()(fake))
        loss = nn.functional.softplus(-over_fake).mean() + nn.functional.softplus(over_real).mean()
        torch.testing.assert_close(loss, expected)

    def test_both_kinds_are_pulled(self) -> None:
        real, fake = torch.full((1, 3, 4, 4), 0.5).requires_grad_(), torch.full((1, 3, 4, 4), 0.2).requires_grad_()
        over_fake, _ = RelativisticAverage(Brightness())(real, fake)
        over_fake.sum().backward()
        self.assertGreater(real.grad.min().item(), 0)
        self.assertLess(fake.grad.max().item(), 0)


if __name__ == "__main__":
    unittest.main()

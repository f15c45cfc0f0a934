import unittest

import support  # noqa: F401
import torch
from losses.content import charbonnier, l1, l2


class ContentTests(unittest.TestCase):
    def setUp(self) -> None:
        # Differences of 0, 0.3, -0.4 and 0.1.
        self.wanted = torch.tensor((0.5, 0.2, 0.9, 0.4)).view(1, 1, 2, 2)
        self.drawn = torch.tensor((0.5, 0.5, 0.5, 0.5)).view(1, 1, 2, 2).requires_grad_()

    def test_l1_is_the_mean_absolute_error(self) -> None:
        self.assertAlmostEqual((0 + 0.3 + 0.4 + 0.1) / 4, l1(self.drawn, self.wanted).item(), places=6)

    def test_l2_is_the_mean_squared_error(self) -> None:
        self.assertAlmostEqual((0 + 0.09 + 0.16 + 0.01) / 4, l2(self.drawn, self.wanted).item(), places=6)

    def test_charbonnier_is_l1_with_a_smooth_bottom(self) -> None:
        # With ε = 0.3: √(0 + 0.09), √(0.09 + 0.09), √(0.16 + 0.09) and √(0.01 + 0.09).
        expected = (0.3 + 0.4242641 + 0.5 + 0.3162278) / 4
        self.assertAlmostEqual(expected, charbonnier(self.drawn, self.wanted, 0.3).item(), places=6)
        smooth = charbonnier(self.drawn, self.wanted).item()
        self.assertAlmostEqual(l1(self.drawn, self.wanted).item(), smooth, delta=1e-3)

    def test_gradients_lead_to_what_is_wanted(self) -> None:
        for loss in (l1, l2, charbonnier):
            (gradient,) = torch.autograd.grad(loss(self.drawn, self.wanted), self.drawn)
            self.assertEqual([0, 1, -1, 1], gradient.sign().flatten().tolist(), loss.__name__)
            self.assertTrue(torch.isfinite(gradient).all(), loss.__name__)


if __name__ == "__main__":
    unittest.main()

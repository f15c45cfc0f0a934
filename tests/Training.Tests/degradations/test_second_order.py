import unittest

import support  # noqa: F401
import torch
import torch.nn.functional as F
from degradations.second_order import RoundRanges, SecondOrderRanges, degrade
from made_up import photograph_like

NOTHING = RoundRanges(
    blur_weights=(1, 0, 0, 0, 0), resize_weights=(0, 0, 1), noise_weights=(1, 0, 0), jpeg_probability=0
)


class SecondOrderTests(unittest.TestCase):
    def test_the_result_has_the_size_over_the_scale_and_8_bits(self) -> None:
        batch = photograph_like(3, 64, 96)
        for scale in (1, 2, 4):
            for seed in range(4):
                degraded = degrade(batch, scale, torch.Generator().manual_seed(seed))
                self.assertEqual((3, 3, 64 // scale, 96 // scale), tuple(degraded.shape))
                self.assertTrue(0 <= float(degraded.min()) and float(degraded.max()) <= 1)
                torch.testing.assert_close(degraded * 255, (degraded * 255).round(), rtol=0, atol=1e-4)

    def test_a_size_that_the_scale_does_not_divide_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            degrade(torch.zeros(1, 3, 63, 64), 4, torch.Generator())

    def test_a_seed_gives_the_same_and_another_another(self) -> None:
        batch = photograph_like(4)
        first, again, other = (degrade(batch, 2, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
        self.assertTrue(torch.equal(first, again))
        self.assertFalse(torch.equal(first, other))

    def test_with_nothing_to_draw_it_only_makes_smaller(self) -> None:
        batch = photograph_like(2)
        ranges = SecondOrderRanges(NOTHING, NOTHING, final_sinc_probability=0)
        degraded = degrade(batch, 2, torch.Generator().manual_seed(1), ranges)
        smaller = F.interpolate(batch, scale_factor=0.5, mode="area")
        self.assertLess(float((degraded - smaller).abs().mean()), 0.02)

    def test_pictures_are_damaged_each_in_its_way_but_remain_themselves(self) -> None:
        batch = photograph_like(1).expand(24, -1, -1, -1).contiguous()
        degraded = degrade(batch, 2, torch.Generator().manual_seed(1))
        errors = (degraded - F.interpolate(batch, scale_factor=0.5, mode="area")).square().mean(dim=(1, 2, 3)).sqrt()
        self.assertGreater(float(errors.max() / errors.min()), 1.5)
        self.assertLess(float(errors.max()), 0.15)
        # The colours of the whole are kept.
        torch.testing.assert_close(degraded.mean(dim=(-2, -1)), batch.mean(dim=(-2, -1)), rtol=0, atol=0.02)


if __name__ == "__main__":
    unittest.main()

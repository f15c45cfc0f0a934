import unittest

import support  # noqa: F401
import torch
from degradations.color_cast import CastRanges, cast
from made_up import photograph_like

NOTHING = CastRanges(gain=(1, 1), offset=(0, 0), gamma=(1, 1), crosstalk=0, fading_probability=0)


class ColorCastTests(unittest.TestCase):
    def setUp(self) -> None:
        self.batch = photograph_like(6, 32, 32)
        self.generator = torch.Generator().manual_seed(1)

    def test_ranges_of_nothing_change_nothing(self) -> None:
        torch.testing.assert_close(cast(self.batch, self.generator, NOTHING), self.batch)

    def test_gains_differ_between_channels_and_stay_in_their_range(self) -> None:
        grey = torch.full((32, 3, 4, 4), 0.5)
        only = CastRanges(offset=(0, 0), gamma=(1, 1), crosstalk=0, fading_probability=0)
        gains = cast(grey, self.generator, only)[:, :, 0, 0] / 0.5
        self.assertTrue(0.75 <= float(gains.min()) < 0.85 and 1.2 < float(gains.max()) <= 1.3)
        self.assertGreater(float((gains[:, 0] - gains[:, 2]).abs().mean()), 0.05)

    def test_crosstalk_keeps_greys(self) -> None:
        grey = torch.rand(4, 1, 8, 8, generator=self.generator).expand(-1, 3, -1, -1)
        only = CastRanges(gain=(1, 1), offset=(0, 0), gamma=(1, 1), crosstalk=0.1, fading_probability=0)
        torch.testing.assert_close(cast(grey, self.generator, only), grey.contiguous())
        self.assertGreater(float((cast(self.batch, self.generator, only) - self.batch).abs().max()), 0.005)

    def test_fading_lifts_black_and_lowers_white(self) -> None:
        ramp = torch.linspace(0, 1, 9).expand(4, 3, 1, 9).contiguous()
        only = CastRanges(gain=(1, 1), offset=(0, 0), gamma=(1, 1), crosstalk=0, fading_probability=1)
        faded = cast(ramp, self.generator, only)
        self.assertTrue(bool((faded[..., 0] >= 0.03 - 1e-6).all() and (faded[..., -1] < 1).all()))
        self.assertTrue(bool((faded.diff(dim=-1) > 0).all()))

    def test_values_stay_within_0_and_1_and_a_seed_gives_the_same(self) -> None:
        first = cast(self.batch, torch.Generator().manual_seed(5))
        self.assertTrue(0 <= float(first.min()) and float(first.max()) <= 1)
        self.assertTrue(torch.equal(first, cast(self.batch, torch.Generator().manual_seed(5))))
        self.assertFalse(torch.equal(first, cast(self.batch, torch.Generator().manual_seed(6))))


if __name__ == "__main__":
    unittest.main()

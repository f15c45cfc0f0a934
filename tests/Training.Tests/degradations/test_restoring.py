import dataclasses
import unittest

import support  # noqa: F401
import torch
from degradations.kernels import blur
from degradations.restoring import RestoreRanges, degrade, draw_kernels
from made_up import photograph_like

BLUR_ONLY = RestoreRanges(spoiled_probability=0, cast_probability=0)


class RestoringTests(unittest.TestCase):
    def setUp(self) -> None:
        self.batch = photograph_like(16, 64, 48)

    def test_the_size_is_kept_and_values_are_8_bits(self) -> None:
        degraded = degrade(self.batch, torch.Generator().manual_seed(1))
        self.assertEqual(self.batch.shape, degraded.shape)
        self.assertTrue(0 <= float(degraded.min()) and float(degraded.max()) <= 1)
        torch.testing.assert_close(degraded * 255, (degraded * 255).round(), rtol=0, atol=1e-4)

    def test_a_seed_gives_the_same_and_another_another(self) -> None:
        first, again, other = (degrade(self.batch, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
        self.assertTrue(torch.equal(first, again))
        self.assertFalse(torch.equal(first, other))

    def test_the_global_generator_is_left_alone(self) -> None:
        before = torch.random.get_rng_state()
        degrade(self.batch, torch.Generator().manual_seed(1))
        self.assertTrue(torch.equal(before, torch.random.get_rng_state()))

    def test_the_kinds_of_blur_come_as_often_as_their_weights_say(self) -> None:
        ranges = RestoreRanges()
        kernels = draw_kernels(4000, torch.Generator().manual_seed(1), torch.device("cpu"))
        middle = ranges.kernel_size // 2
        untouched = float((kernels[:, middle, middle] == 1).float().mean())
        self.assertAlmostEqual(ranges.blur_weights[0] / sum(ranges.blur_weights), untouched, delta=0.02)
        # Only discs have a flat middle and nothing towards the corners.
        flat = (kernels[:, middle, middle] - kernels[:, middle, middle + 1]).abs() < 1e-7
        thick = (kernels[:, middle, middle] - kernels[:, middle + 1, middle]).abs() < 1e-7
        self.assertAlmostEqual(
            ranges.blur_weights[2] / sum(ranges.blur_weights), float((flat & thick).float().mean()), delta=0.03
        )

    def test_the_largest_blur_fits_into_its_kernel(self) -> None:
        kernels = draw_kernels(2000, torch.Generator().manual_seed(1), torch.device("cpu"))
        border = torch.cat((kernels[:, 0], kernels[:, -1], kernels[:, :, 0], kernels[:, :, -1]), dim=1)
        self.assertLess(float(border.max()), 1e-3)
        torch.testing.assert_close(kernels.sum(dim=(-2, -1)), torch.ones(2000))

    def test_without_noise_jpeg_and_cast_it_is_the_blur_alone(self) -> None:
        degraded = degrade(self.batch, torch.Generator().manual_seed(3), BLUR_ONLY)
        kernels = draw_kernels(16, torch.Generator().manual_seed(3), torch.device("cpu"), BLUR_ONLY)
        torch.testing.assert_close(degraded, blur(self.batch, kernels).clamp(0, 1), rtol=0, atol=0.51 / 255)

    def test_about_half_of_the_samples_stay_clean_of_noise_and_jpeg(self) -> None:
        ranges = dataclasses.replace(RestoreRanges(), blur_weights=(1, 0, 0, 0), cast_probability=0)
        batch = photograph_like(1, 24, 24).expand(400, -1, -1, -1).contiguous()
        degraded = degrade(batch, torch.Generator().manual_seed(4), ranges)
        clean = (degraded == batch).flatten(1).all(dim=1).float().mean()
        self.assertAlmostEqual(0.5, float(clean), delta=0.08)


if __name__ == "__main__":
    unittest.main()

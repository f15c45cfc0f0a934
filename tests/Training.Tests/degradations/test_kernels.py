import math
import unittest

import support  # noqa: F401
import torch
from degradations.kernels import (
    anisotropic_gaussian, blur, disk, generalized_gaussian, identity, isotropic_gaussian, motion, sinc,
)
from torch import Tensor


def covariance(kernels: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """The second moments xx, yy and xy of each kernel about its middle."""
    steps = torch.arange(kernels.shape[-1], dtype=torch.float32) - kernels.shape[-1] // 2
    y, x = steps[:, None], steps[None, :]
    return tuple((kernels * product).sum(dim=(-2, -1)) for product in (x * x, y * y, x * y))


class KernelTests(unittest.TestCase):
    def test_every_kernel_sums_to_one_and_has_its_size(self) -> None:
        values = torch.tensor((0.8, 1.7, 3.0))
        for kernels in (
            isotropic_gaussian(values, 21),
            anisotropic_gaussian(values, values / 2, values, 21),
            generalized_gaussian(values, values, values, values, 21),
            disk(values, 21),
            motion(values * 3, values, 21),
            sinc(values, 21),
            identity(3, 21, torch.device("cpu")),
        ):
            self.assertEqual((3, 21, 21), tuple(kernels.shape))
            torch.testing.assert_close(kernels.sum(dim=(-2, -1)), torch.ones(3))

    def test_an_even_size_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            disk(torch.tensor((2.0,)), 8)

    def test_gaussian_has_its_variance(self) -> None:
        sigma = torch.tensor((0.8, 1.5, 2.5))
        xx, yy, xy = covariance(isotropic_gaussian(sigma, 31))
        torch.testing.assert_close(xx, sigma ** 2, rtol=1e-3, atol=0)
        torch.testing.assert_close(yy, sigma ** 2, rtol=1e-3, atol=0)
        torch.testing.assert_close(xy, torch.zeros(3), rtol=0, atol=1e-5)

    def test_anisotropic_gaussian_lies_along_its_angle(self) -> None:
        angle = torch.tensor((0.0, 0.6, math.pi / 2, 2.2))
        xx, yy, xy = covariance(anisotropic_gaussian(torch.full((4,), 3.0), torch.full((4,), 1.2), angle, 31))
        torch.testing.assert_close(xx + yy, torch.full((4,), 9 + 1.44), rtol=2e-3, atol=0)
        torch.testing.assert_close(xx - yy, (9 - 1.44) * torch.cos(2 * angle), rtol=0, atol=0.02)
        torch.testing.assert_close(2 * xy, (9 - 1.44) * torch.sin(2 * angle), rtol=0, atol=0.02)

    def test_generalized_gaussian_of_a_greater_exponent_is_flatter_in_the_middle(self) -> None:
        three = torch.full((3,), 3.0)
        peaked, plain, flat = generalized_gaussian(three, three, torch.zeros(3), torch.tensor((0.6, 1.0, 3.0)), 31)
        self.assertGreater(float(peaked[15, 15] / peaked[15, 16]), float(plain[15, 15] / plain[15, 16]))
        self.assertGreater(float(plain[15, 15] / plain[15, 16]), float(flat[15, 15] / flat[15, 16]))

    def test_disk_has_the_second_moment_of_a_disk(self) -> None:
        radius = torch.tensor((1.5, 2.0, 3.3, 5.0, 9.75))
        xx, yy, _ = covariance(disk(radius, 31))
        # A disc has radius^2 / 4 an axis; gathering it into the middles of pixels moves that by some of their 1 / 12.
        torch.testing.assert_close(xx, radius ** 2 / 4, rtol=0, atol=1.5 / 12)
        torch.testing.assert_close(xx, yy)

    def test_disk_is_flat_inside_and_nothing_outside(self) -> None:
        kernel = disk(torch.tensor((4.5,)), 15)[0]
        self.assertAlmostEqual(float(kernel[7, 7]), float(kernel[7, 10]), places=7)
        self.assertEqual(0, float(kernel[7, 13]))
        self.assertTrue(0 < float(disk(torch.tensor((4.2,)), 15)[0][7, 11] / kernel[7, 7]))

    def test_motion_has_its_length_and_angle(self) -> None:
        length, angle = torch.tensor((3.0, 5.0, 9.0, 15.0, 9.0, 12.0)), torch.tensor((0.0, 0.4, 0.9, 1.6, 2.3, 3.0))
        xx, yy, xy = covariance(motion(length, angle, 31))
        spread = torch.sqrt((xx - yy) ** 2 + 4 * xy ** 2)
        # Along a line of length L the variance is L^2 / 12, and across it 0; gathering it into the middles of pixels
        # moves that by some of theirs.
        torch.testing.assert_close((xx + yy + spread) / 2, length ** 2 / 12, rtol=0.03, atol=2 / 12)
        self.assertLess(float(((xx + yy - spread) / 2).max()), 1.5 / 12)
        found = torch.atan2(2 * xy, xx - yy) / 2
        turn = torch.remainder(found - angle + math.pi / 2, math.pi) - math.pi / 2
        self.assertLess(float(turn.abs().max()), 0.06)

    def test_motion_along_an_axis_is_equal_pixels_in_a_row(self) -> None:
        kernels = motion(torch.tensor((5.0, 5.0)), torch.tensor((0.0, math.pi / 2)), 9)
        expected = torch.zeros(9, 9)
        expected[4, 2:7] = 0.2
        torch.testing.assert_close(kernels, torch.stack((expected, expected.T)), rtol=0, atol=1e-5)

    def test_motion_of_one_pixel_along_an_axis_changes_nothing(self) -> None:
        torch.testing.assert_close(motion(torch.ones(1), torch.zeros(1), 9), identity(1, 9, torch.device("cpu")))

    def test_sinc_passes_below_its_cutoff_and_stops_above(self) -> None:
        response = torch.fft.fft2(sinc(torch.tensor((1.5,)), 81)[0]).abs()
        frequency = 2 * math.pi / 81
        self.assertAlmostEqual(1, float(response[0, round(0.7 / frequency)]), delta=0.1)
        self.assertAlmostEqual(0, float(response[0, round(2.3 / frequency)]), delta=0.1)
        self.assertLess(float(sinc(torch.tensor((1.5,)), 21).min()), 0)


class BlurTests(unittest.TestCase):
    def test_each_picture_has_its_own_kernel(self) -> None:
        batch = torch.rand(2, 3, 24, 30, generator=torch.Generator().manual_seed(1))
        kernels = torch.cat((identity(1, 9, batch.device), disk(torch.tensor((3.0,)), 9)))
        blurred = blur(batch, kernels)
        torch.testing.assert_close(blurred[0], batch[0])
        self.assertLess(float(blurred[1].std()), 0.5 * float(batch[1].std()))

    def test_a_flat_picture_stays_flat_up_to_its_borders(self) -> None:
        batch = torch.full((3, 3, 20, 20), 0.6)
        torch.testing.assert_close(blur(batch, disk(torch.tensor((1.0, 3.0, 5.0)), 13)), batch)

    def test_the_mean_is_kept(self) -> None:
        # A picture that is dark towards its borders loses nothing over them.
        batch = torch.zeros(2, 3, 64, 64)
        batch[:, :, 20:44, 20:44] = torch.rand(2, 3, 24, 24, generator=torch.Generator().manual_seed(2))
        blurred = blur(batch, motion(torch.tensor((9.0, 15.0)), torch.tensor((0.3, 2.0)), 19))
        torch.testing.assert_close(blurred.mean(dim=(-2, -1)), batch.mean(dim=(-2, -1)))

    def test_a_point_becomes_the_kernel_and_not_its_mirror_image(self) -> None:
        batch = torch.zeros(1, 1, 15, 15)
        batch[0, 0, 7, 7] = 1
        kernel = torch.rand(1, 5, 5, generator=torch.Generator().manual_seed(3))
        torch.testing.assert_close(blur(batch, kernel)[0, 0, 5:10, 5:10], kernel[0])

    def test_borders_are_reflected(self) -> None:
        batch = torch.arange(12.0).reshape(1, 1, 1, 12).expand(1, 1, 12, 12).contiguous()
        kernel = torch.zeros(1, 3, 3)
        kernel[0, 1, :] = 1 / 3
        # Left of 0 comes 1 again: (1 + 0 + 1) / 3.
        self.assertAlmostEqual(2 / 3, float(blur(batch, kernel)[0, 0, 5, 0]), places=6)


if __name__ == "__main__":
    unittest.main()

import math
import os
import unittest
from pathlib import Path

import numpy as np
import support  # noqa: F401
from degradations import bicubic
from made_up import photograph_like
from measuring.quality import psnr_y, ssim_y, to_y
from photographs.pictures import decode

BENCHMARKS = Path(os.environ.get("ENLARGER_BENCHMARKS", Path(__file__).resolve().parents[4] / "shared" / "data"))


def plain(value: int, height: int = 16, width: int = 16) -> np.ndarray:
    """A grey picture."""
    return np.full((height, width, 3), value, np.uint8)


class QualityTests(unittest.TestCase):
    def test_luma_is_that_of_bt_601(self) -> None:
        colours = np.array([[(0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255)]], np.uint8)
        expected = [16, 235, 16 + 65.481, 16 + 128.553, 16 + 24.966]
        np.testing.assert_allclose(to_y(colours)[0], expected, atol=1e-9)

    def test_psnr_of_plain_pictures(self) -> None:
        # 10 steps of RGB are 10 · 219/255 = 8.588235 steps of luma; 20 log₁₀(255 / 8.588235) = 29.45272.
        self.assertAlmostEqual(29.45272, psnr_y(plain(100), plain(110)), places=4)

    def test_psnr_of_one_wrong_pixel(self) -> None:
        wrong = plain(100)
        wrong[8, 8] = 255
        # 155 · 219/255 = 133.117647, squared 17720.30796, over 256 pixels 69.219953; 10 log₁₀(65025 / 69.219953).
        self.assertAlmostEqual(10 * math.log10(65025 / 69.219953), psnr_y(wrong, plain(100)), places=5)
        self.assertEqual(math.inf, psnr_y(plain(100), plain(100)))

    def test_the_border_does_not_count(self) -> None:
        wrong = plain(100)
        wrong[:4] = wrong[-4:] = wrong[:, :4] = wrong[:, -4:] = 0
        self.assertEqual(math.inf, psnr_y(wrong, plain(100), 4))
        self.assertLess(psnr_y(wrong, plain(100), 3), 40)
        bordered = np.pad(photograph_like(32, 32), ((4, 4), (4, 4), (0, 0)))
        self.assertEqual(ssim_y(photograph_like(32, 32), plain(90, 32, 32)), ssim_y(bordered, plain(90, 40, 40), 4))

    def test_ssim_of_plain_pictures_is_that_of_their_means(self) -> None:
        # Lumas of 16 + 100 · 219/255 = 101.882353 and 16 + 150 · 219/255 = 144.823529; C1 = 2.55² = 6.5025.
        expected = (2 * 101.882353 * 144.823529 + 6.5025) / (101.882353**2 + 144.823529**2 + 6.5025)
        self.assertAlmostEqual(expected, ssim_y(plain(100), plain(150)), places=6)

    def test_ssim_of_one_window(self) -> None:
        a, b = photograph_like(11, 11), photograph_like(11, 11, seed=2)
        distance = np.arange(-5, 6)
        window = np.exp(-(distance[:, None] ** 2 + distance[None, :] ** 2) / (2 * 1.5**2))
        window /= window.sum()
        x, y = to_y(a), to_y(b)
        mean_x, mean_y = (window * x).sum(), (window * y).sum()
        variance_x, variance_y = (window * (x - mean_x) ** 2).sum(), (window * (y - mean_y) ** 2).sum()
        covariance = (window * (x - mean_x) * (y - mean_y)).sum()
        expected = (2 * mean_x * mean_y + 6.5025) * (2 * covariance + 58.5225)
        expected /= (mean_x**2 + mean_y**2 + 6.5025) * (variance_x + variance_y + 58.5225)
        self.assertAlmostEqual(expected, ssim_y(a, b), places=9)
        self.assertAlmostEqual(1, ssim_y(a, a), places=12)

    def test_pictures_that_cannot_be_compared_are_told(self) -> None:
        with self.assertRaises(ValueError):
            psnr_y(plain(0, 16, 16), plain(0, 16, 17))
        with self.assertRaisesRegex(ValueError, "11x11"):
            ssim_y(plain(0, 18, 18), plain(0, 18, 18), 4)

    def test_set5_s_bicubic_figures_are_the_published_ones(self) -> None:
        if not BENCHMARKS.is_dir():
            self.skipTest(f"There are no benchmark pictures at {BENCHMARKS}: ENLARGER_BENCHMARKS names their folder.")
        # 28.42 dB at x4 and 33.66 at x2, with MATLAB's own bicubic enlargement and its rounded luma; 0.8104 at x4.
        for scale, psnr, ssim in ((4, 28.43, 0.811), (2, 33.66, 0.930)):
            given = sorted((BENCHMARKS / "Set5" / f"image_SRF_{scale}").glob("*_LR.png"))
            pairs = [(bicubic.enlarge(decode(low), scale), decode(str(low).replace("_LR", "_HR"))) for low in given]
            self.assertEqual(5, len(pairs))
            self.assertAlmostEqual(psnr, np.mean([psnr_y(drawn, sharp, scale) for drawn, sharp in pairs]), delta=0.02)
            self.assertAlmostEqual(ssim, np.mean([ssim_y(drawn, sharp, scale) for drawn, sharp in pairs]), delta=0.001)


if __name__ == "__main__":
    unittest.main()

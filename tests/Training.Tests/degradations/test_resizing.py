import unittest

import support  # noqa: F401
import torch
from degradations.resizing import METHODS, draw_factor, draw_method, resize


class ResizingTests(unittest.TestCase):
    def test_every_method_gives_the_size_asked_for_and_keeps_a_flat_picture(self) -> None:
        batch = torch.full((2, 3, 40, 56), 0.3)
        for method in METHODS:
            for height, width in ((20, 28), (17, 31), (61, 80), (40, 56)):
                resized = resize(batch, height, width, method)
                self.assertEqual((2, 3, height, width), tuple(resized.shape))
                torch.testing.assert_close(resized, torch.full_like(resized, 0.3), msg=method)

    def test_making_smaller_leaves_no_aliasing(self) -> None:
        # Lines a pixel wide are a flat grey at a quarter of the size.
        lines = torch.zeros(1, 3, 64, 64)
        lines[..., ::2] = 1
        for method in METHODS:
            self.assertLess(float((resize(lines, 16, 16, method)[..., 2:-2] - 0.5).abs().max()), 0.02, method)

    def test_an_unknown_method_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            resize(torch.zeros(1, 3, 8, 8), 4, 4, "nearest")

    def test_factors_lie_in_their_direction(self) -> None:
        generator = torch.Generator().manual_seed(1)
        ups = [draw_factor((1, 0, 0), (0.5, 1.3), generator) for _ in range(50)]
        downs = [draw_factor((0, 1, 0), (0.5, 1.3), generator) for _ in range(50)]
        self.assertTrue(all(1 <= factor <= 1.3 for factor in ups) and max(ups) > 1.2)
        self.assertTrue(all(0.5 <= factor <= 1 for factor in downs) and min(downs) < 0.6)
        self.assertEqual(1, draw_factor((0, 0, 1), (0.5, 1.3), generator))

    def test_every_method_is_drawn(self) -> None:
        generator = torch.Generator().manual_seed(1)
        self.assertEqual(set(METHODS), {draw_method(generator) for _ in range(60)})


if __name__ == "__main__":
    unittest.main()

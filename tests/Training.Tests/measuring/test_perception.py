import io
import unittest

import numpy as np
import support  # noqa: F401
from made_up import photograph_like
from measuring.perception import distance
from PIL import Image, ImageFilter


def blurred(picture: np.ndarray, radius: float) -> np.ndarray:
    """By a Gaussian."""
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(radius)))


def noisy(picture: np.ndarray, deviation: float) -> np.ndarray:
    """The same noise always, more or less of it."""
    noise = np.random.Generator(np.random.PCG64(5)).standard_normal(picture.shape)
    return (picture + deviation * noise).round().clip(0, 255).astype(np.uint8)


def compressed(picture: np.ndarray, quality: int) -> np.ndarray:
    """Through a JPEG file."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


def tinted(picture: np.ndarray, part: float) -> np.ndarray:
    """Warmer."""
    return (picture * np.array((1 + part, 1, 1 - part))).round().clip(0, 255).astype(np.uint8)


class PerceptionTests(unittest.TestCase):
    def setUp(self) -> None:
        self.picture = photograph_like()

    def test_the_same_is_no_distance(self) -> None:
        self.assertEqual(0, distance(self.picture, self.picture))

    def test_it_is_the_same_from_either_side(self) -> None:
        other = blurred(self.picture, 1)
        self.assertAlmostEqual(distance(self.picture, other), distance(other, self.picture), places=12)

    def test_it_grows_with_what_spoils_a_picture(self) -> None:
        ladders = {
            "blur": [blurred(self.picture, radius) for radius in (0.5, 0.8, 1.2, 2, 3)],
            "noise": [noisy(self.picture, deviation) for deviation in (2, 5, 10, 20, 40)],
            "JPEG": [compressed(self.picture, quality) for quality in (95, 80, 60, 30, 10)],
            "tint": [tinted(self.picture, part) for part in (0.02, 0.05, 0.1, 0.2)],
        }
        for name, ladder in ladders.items():
            distances = [distance(step, self.picture) for step in ladder]
            self.assertGreater(distances[0], 0, name)
            for weaker, stronger in zip(distances, distances[1:]):
                self.assertGreater(stronger, 1.2 * weaker, f"{name}: {distances}")

    def test_texture_in_another_place_is_better_than_none(self) -> None:
        whole = photograph_like(112, 145)
        picture, shifted = whole[:, :-1], whole[:, 1:]
        lost = blurred(picture, 1.2)
        # By its pixels alone, the blurred picture would be the better one.
        self.assertLess(np.mean((lost - picture.astype(float)) ** 2), np.mean((shifted - picture.astype(float)) ** 2))
        self.assertLess(distance(shifted, picture), distance(lost, picture))

    def test_another_sample_of_a_texture_is_better_than_none(self) -> None:
        one, other = (self.texture(seed) for seed in (1, 2))
        self.assertLess(distance(other, one), distance(blurred(one, 2), one))

    def test_what_is_too_faint_to_see_counts_little(self) -> None:
        plain = np.full((64, 64, 3), 128, np.uint8)
        self.assertLess(distance(noisy(plain, 0.4), plain), 0.02)
        self.assertGreater(distance(noisy(plain, 10), plain), 0.2)

    def test_any_size_goes(self) -> None:
        for height, width in ((1, 1), (7, 50), (33, 31)):
            picture = self.picture[:height, :width]
            self.assertEqual(0, distance(picture, picture))
            self.assertGreater(distance(255 - picture, picture), 0)
        with self.assertRaises(ValueError):
            distance(photograph_like(32, 32), photograph_like(32, 33))

    def texture(self, seed: int) -> np.ndarray:
        """Grains without any larger shape."""
        grains = np.random.Generator(np.random.PCG64(seed)).standard_normal((128, 128))
        return blurred(np.repeat((128 + 40 * grains).clip(0, 255).astype(np.uint8)[..., None], 3, axis=2), 0.7)


if __name__ == "__main__":
    unittest.main()

import unittest

import support  # noqa: F401
import torch
from degradations.noise import gaussian_noise, shot_noise

COLOUR, GREY = torch.tensor((False, False)), torch.tensor((True, True))


class NoiseTests(unittest.TestCase):
    def setUp(self) -> None:
        self.generator = torch.Generator().manual_seed(1)
        self.batch = torch.full((2, 3, 128, 128), 0.4)

    def test_gaussian_noise_has_the_deviation_of_each_sample(self) -> None:
        sigma = torch.tensor((0.01, 0.05))
        for grey in (COLOUR, GREY):
            noise = gaussian_noise(self.batch, sigma, grey, self.generator) - self.batch
            torch.testing.assert_close(noise.std(dim=(1, 2, 3)), sigma, rtol=0.03, atol=0)
            self.assertLess(float(noise.mean().abs()), 0.002)

    def test_shot_noise_has_the_variance_of_counted_photons(self) -> None:
        photons = torch.tensor((200.0, 2000.0))
        for grey in (COLOUR, GREY):
            noise = shot_noise(self.batch, photons, grey, self.generator) - self.batch
            torch.testing.assert_close(noise.var(dim=(1, 2, 3)), 0.4 / photons, rtol=0.05, atol=0)
            self.assertLess(float(noise.mean().abs()), 0.002)

    def test_shot_noise_is_stronger_in_the_light_and_none_in_the_dark(self) -> None:
        self.batch[:, 0], self.batch[:, 1] = 0, 0.8
        noise = shot_noise(self.batch, torch.full((2,), 500.0), COLOUR, self.generator) - self.batch
        self.assertEqual(0, float(noise[:, 0].abs().max()))
        self.assertAlmostEqual(2, float(noise[:, 1].var() / noise[:, 2].var()), delta=0.15)

    def test_grey_noise_is_the_same_in_all_channels_and_colour_noise_is_not(self) -> None:
        for add, strength in ((gaussian_noise, 0.05), (shot_noise, 300.0)):
            noisy = add(self.batch, torch.full((2,), strength), torch.tensor((True, False)), self.generator)
            noise = noisy - self.batch
            torch.testing.assert_close(noise[0, 0], noise[0, 2])
            correlation = float((noise[1, 0] * noise[1, 2]).mean() / noise[1].var())
            self.assertLess(abs(correlation), 0.05)


if __name__ == "__main__":
    unittest.main()

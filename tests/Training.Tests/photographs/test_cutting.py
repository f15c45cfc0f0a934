import unittest

import numpy as np
import support  # noqa: F401
from made_up import encoded, photograph
from photographs.cutting import cut, decode, reduce
from PIL import Image, ImageCms


class CuttingTests(unittest.TestCase):
    def test_a_photograph_is_reduced_to_nine_sixteenths_or_to_the_longest_side(self) -> None:
        self.assertEqual((1080, 720), reduce(Image.new("RGB", (1920, 1280))).size)
        self.assertEqual((1440, 2560), reduce(Image.new("RGB", (3240, 5760))).size)

    def test_patches_are_whole_squares_of_a_grid_in_the_middle(self) -> None:
        picture = photograph(420, 210)
        patches = cut(picture, size=100)
        self.assertEqual(
            {(row, column) for row in range(2) for column in range(4)}, {(patch.row, patch.column) for patch in patches}
        )
        first = next(patch for patch in patches if (patch.row, patch.column) == (0, 0))
        self.assertEqual(picture.crop((10, 5, 110, 105)).tobytes(), first.picture.tobytes())

    def test_flat_patches_are_dropped(self) -> None:
        patches = cut(photograph(800, 200, detailed=0.5), size=100)
        self.assertEqual({0, 1, 2, 3}, {patch.column for patch in patches})

    def test_noise_out_of_focus_is_no_detail(self) -> None:
        slope = np.asarray(photograph(400, 200, detailed=0)).astype(np.float32)
        grain = np.random.default_rng(1).normal(0, 1.8, slope.shape)
        self.assertEqual([], cut(Image.fromarray((slope + grain).clip(0, 255).astype(np.uint8)), size=100))

    def test_the_most_detailed_ones_come_first_and_are_kept(self) -> None:
        strong, weak = np.asarray(photograph(200, 200)), np.asarray(photograph(200, 200, seed=2)) // 3
        patches = cut(Image.fromarray(np.concatenate((weak, strong), axis=1)), size=100, most=5)
        self.assertEqual([True] * 4 + [False], [patch.column >= 2 for patch in patches])
        self.assertEqual(sorted((patch.detail for patch in patches), reverse=True), [patch.detail for patch in patches])

    def test_a_picture_smaller_than_a_patch_has_none(self) -> None:
        self.assertEqual([], cut(photograph(90, 300), size=100))

    def test_a_photograph_is_turned_upright_and_made_rgb(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6
        self.assertEqual((20, 30), decode(encoded(Image.new("RGB", (30, 20)), "JPEG", exif=exif)).size)
        self.assertEqual("RGB", decode(encoded(Image.new("L", (30, 20)))).mode)

    def test_colours_are_brought_to_srgb(self) -> None:
        picture = photograph(64, 64)
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        kept = np.asarray(decode(encoded(picture, icc_profile=srgb))).astype(int)
        self.assertLessEqual(int(np.abs(kept - np.asarray(picture)).max()), 2)
        # A profile whose red is the green of sRGB, and the other way round.
        swapped = bytearray(srgb)
        offsets = {srgb[at:at + 4]: at for at in range(132, 132 + 12 * int.from_bytes(srgb[128:132], "big"), 12)}
        red, green = offsets[b"rXYZ"], offsets[b"gXYZ"]
        swapped[red + 4:red + 12], swapped[green + 4:green + 12] = srgb[green + 4:green + 12], srgb[red + 4:red + 12]
        converted = np.asarray(decode(encoded(picture, icc_profile=bytes(swapped)))).astype(int)
        self.assertLessEqual(int(np.abs(converted[..., :2] - np.asarray(picture)[..., 1::-1]).max()), 2)


if __name__ == "__main__":
    unittest.main()

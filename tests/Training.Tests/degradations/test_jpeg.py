import io
import math
import unittest

import numpy as np
import support  # noqa: F401
import torch
from degradations.jpeg import jpeg, quantization_tables
from made_up import photograph_like
from PIL import Image
from torch import Tensor


def through_pillow(picture: Tensor, quality: int, subsampled: bool) -> Tensor:
    buffer = io.BytesIO()
    Image.fromarray((picture.permute(1, 2, 0) * 255).round().byte().numpy()).save(
        buffer, "JPEG", quality=quality, subsampling=2 if subsampled else 0
    )
    return torch.from_numpy(np.array(Image.open(buffer))).permute(2, 0, 1) / 255


def psnr(first: Tensor, second: Tensor) -> float:
    return -10 * math.log10(max(float(((first - second) ** 2).mean()), 1e-12))


class JpegTests(unittest.TestCase):
    def test_it_is_what_the_encoder_and_decoder_of_pillow_give(self) -> None:
        qualities = (10, 30, 50, 75, 90, 97)
        picture = photograph_like(1, 100, 120)
        for subsampled in (False, True):
            pictures = picture.expand(len(qualities), -1, -1, -1)
            ours = jpeg(pictures, torch.tensor(qualities), torch.full((len(qualities),), subsampled))
            for index, quality in enumerate(qualities):
                theirs = through_pillow(picture[0], quality, subsampled)
                # Theirs computes the DCT in integers, so some coefficients round to the neighbouring multiple; at the
                # lower qualities each such step is large. Still the two are far nearer to each other than either is to
                # the picture.
                case = f"quality {quality}, subsampled {subsampled}"
                self.assertGreater(psnr(ours[index], theirs), 40, case)
                self.assertGreater(psnr(ours[index], theirs), psnr(theirs, picture[0]) + 5, case)

    def test_tables_are_those_that_pillow_writes(self) -> None:
        for quality in (5, 25, 50, 80, 100):
            buffer = io.BytesIO()
            Image.new("RGB", (8, 8)).save(buffer, "JPEG", quality=quality)
            written = Image.open(buffer).quantization
            for ours, theirs in zip(quantization_tables(torch.tensor((float(quality),))), (written[0], written[1])):
                self.assertEqual(sorted(theirs), sorted(ours.flatten().int().tolist()))

    def test_each_sample_has_its_own_quality(self) -> None:
        picture = photograph_like().expand(3, -1, -1, -1)
        coded = jpeg(picture, torch.tensor((20, 60, 95)), torch.tensor((True, False, True)))
        errors = [psnr(coded[index], picture[index]) for index in range(3)]
        self.assertEqual(sorted(errors), errors)
        alone = jpeg(picture[:1], torch.tensor((60,)), torch.tensor((False,)))
        torch.testing.assert_close(coded[1], alone[0])

    def test_sizes_that_blocks_do_not_divide_are_kept(self) -> None:
        for height, width in ((1, 1), (9, 17), (33, 8)):
            flat = torch.full((2, 3, height, width), 102 / 255)
            coded = jpeg(flat, torch.tensor((75, 75)), torch.tensor((True, False)))
            torch.testing.assert_close(coded, flat, rtol=0, atol=1.5 / 255)


if __name__ == "__main__":
    unittest.main()

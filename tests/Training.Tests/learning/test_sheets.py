import tempfile
import unittest
from pathlib import Path

import numpy as np
import support  # noqa: F401
from learning import sheets
from PIL import Image


def plain(height: int, width: int, *colour: int) -> np.ndarray:
    """A picture of one colour."""
    return np.full((height, width, 3), colour, np.uint8)


class SheetTests(unittest.TestCase):
    def written(self, columns: list[list[np.ndarray]]) -> np.ndarray:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "samples", "one.png")
            sheets.write(path, columns)
            with Image.open(path) as picture:
                return np.asarray(picture)

    def test_a_row_for_each_picture_and_a_column_for_each_kind(self) -> None:
        red, green, blue, grey = (plain(6, 8, *colour) for colour in ((255, 0, 0), (0, 255, 0), (0, 0, 255), (9, 9, 9)))
        sheet = self.written([[red, blue], [green, grey]])
        gap = sheets.GAP
        self.assertEqual(sheet.shape, (6 + gap + 6, 8 + gap + 8, 3))
        np.testing.assert_array_equal(sheet[:6, :8], red)
        np.testing.assert_array_equal(sheet[:6, 8 + gap :], green)
        np.testing.assert_array_equal(sheet[6 + gap :, :8], blue)
        np.testing.assert_array_equal(sheet[6 + gap :, 8 + gap :], grey)
        self.assertTrue((sheet[6 : 6 + gap] == 255).all() and (sheet[:, 8 : 8 + gap] == 255).all())

    def test_small_ones_are_enlarged_pixel_by_pixel(self) -> None:
        small = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
        large = plain(8, 8, 1, 2, 3)
        sheet = self.written([[small], [large]])
        np.testing.assert_array_equal(sheet[:8, :8], small.repeat(4, 0).repeat(4, 1))
        np.testing.assert_array_equal(sheet[:8, 8 + sheets.GAP :], large)

    def test_narrower_rows_end_in_white(self) -> None:
        sheet = self.written([[plain(4, 12, 0, 0, 0), plain(4, 6, 0, 0, 0)]])
        self.assertEqual(sheet.shape, (8 + sheets.GAP, 12, 3))
        self.assertTrue((sheet[4 + sheets.GAP :, 6:] == 255).all())


if __name__ == "__main__":
    unittest.main()

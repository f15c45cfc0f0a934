import io
import tempfile
import unittest
import zipfile
from pathlib import Path

import support  # noqa: F401
from made_up import photograph
from photographs.archive import EncodedPatch, choose_patches, encode_patches, write_archive
from photographs.catalogue import Photograph
from photographs.cutting import cut
from PIL import Image


def encode(name: str, held_out: bool = False, size: tuple[int, int] = (300, 100), seed: int = 1) -> list[EncodedPatch]:
    listed = Photograph(name, "wallpapers", f"{name}.jpg", None, "Nobody", "CC0-1.0", held_out)
    return encode_patches(listed, cut(photograph(*size, seed=seed), size=100))


class ArchiveTests(unittest.TestCase):
    def test_patches_are_lossless_and_named_by_split_photograph_and_place(self) -> None:
        patches = encode("meadow", held_out=True)
        self.assertEqual(
            {f"held-out/meadow-00-{column:02}.webp" for column in range(3)}, {patch.name for patch in patches}
        )
        first = next(patch for patch in patches if patch.name.endswith("-00-00.webp"))
        self.assertEqual(
            photograph(300, 100).crop((0, 0, 100, 100)).tobytes(), Image.open(io.BytesIO(first.data)).tobytes()
        )

    def test_where_not_all_fit_every_photograph_gives_its_best(self) -> None:
        patches = encode("large", size=(1000, 100)) + encode("small", size=(200, 100), seed=2)
        fitting = 22 + sum(patch.size for patch in patches if patch.rank < 2)
        self.assertEqual(
            {"train/large", "train/small"}, {patch.name.rsplit("-", 2)[0] for patch in choose_patches(patches, fitting)}
        )
        self.assertEqual(4, len(choose_patches(patches, fitting)))
        self.assertEqual(3, len(choose_patches(patches, fitting - 1)))
        self.assertEqual(12, len(choose_patches(patches)))

    def test_the_archive_is_as_large_as_was_counted_and_the_same_each_time(self) -> None:
        patches = encode("meadow") + encode("dune", held_out=True, seed=2)
        with tempfile.TemporaryDirectory() as folder:
            first, second = Path(folder) / "first.zip", Path(folder) / "second.zip"
            write_archive(first, patches)
            write_archive(second, reversed(patches))
            self.assertEqual(first.read_bytes(), second.read_bytes())
            self.assertEqual(22 + sum(patch.size for patch in patches), first.stat().st_size)
            names = zipfile.ZipFile(first).namelist()
            self.assertEqual(sorted(names), names)
            self.assertEqual([], [path.name for path in Path(folder).glob("*.part")])


if __name__ == "__main__":
    unittest.main()

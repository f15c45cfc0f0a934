import argparse
import contextlib
import io
import json
import shutil
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

import support  # noqa: F401
from made_up import encoded, package, photograph, resource_file
from photographs import catalogue, command


def entry(name: str, file: str, member: str | None = None) -> dict[str, str]:
    return {"name": name, "file": file, "author": "Nobody", "license": "CC0-1.0"} | (
        {"member": member} if member else {}
    )


@unittest.skipUnless(shutil.which("dpkg-deb"), "dpkg-deb is not installed")
class CommandTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        files = {
            f"usr/share/{name}.png": encoded(photograph(800, 400, seed=seed))
            for seed, name in enumerate(("meadow", "dune"))
        }
        files["usr/share/animals.rcc"] = resource_file(
            {"cat.webp": encoded(photograph(720, 720, seed=9), "WEBP", quality=90)}
        )
        package("wallpapers", files, self.folder)

    def run_with(
        self, photographs: list[dict[str, str]], held_out: tuple[str, ...] = ()
    ) -> tuple[str, str, str | int | None]:
        """What the command prints, what it warns of, and the sentence it ends with."""
        document = {
            "held-out": held_out,
            "packages": [{"package": "wallpapers", "licenses": "copyright", "photographs": photographs}],
        }
        path = self.folder / "packages.json"
        path.write_text(json.dumps(document))
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        arguments = parser.parse_args(["--output", str(self.folder / "patches.zip"), "--cache", str(self.folder)])
        printed, warned, ended = io.StringIO(), io.StringIO(), None
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(warned):
            with mock.patch.object(command, "load_catalogue", lambda: catalogue.load_catalogue(path)):
                try:
                    command.run(arguments)
                except SystemExit as end:
                    ended = end.code
        return printed.getvalue(), warned.getvalue(), ended

    def test_a_package_becomes_a_zip_whose_splits_share_no_photograph(self) -> None:
        listed = [
            entry("meadow", "usr/share/meadow.png"),
            entry("dune", "usr/share/dune.png"),
            entry("cat", "usr/share/animals.rcc", "/resource/cat.webp"),
        ]
        printed, _, ended = self.run_with(listed, held_out=("dune",))
        self.assertIsNone(ended)
        # 800 x 400 is 450 x 225 after the reduction, 720 x 720 is 405 x 405.
        names = zipfile.ZipFile(self.folder / "patches.zip").namelist()
        self.assertEqual([f"held-out/dune-00-0{column}.webp" for column in range(2)], names[:2])
        self.assertEqual([f"train/cat-0{row}-0{column}.webp" for row in range(2) for column in range(2)], names[2:6])
        self.assertEqual(8, len(names))
        by_split = {
            split: {name.split("/")[1].rsplit("-", 2)[0] for name in names if name.startswith(split)}
            for split in ("train", "held-out")
        }
        self.assertEqual(set(), by_split["train"] & by_split["held-out"])
        self.assertIn("8 patches of 3 photographs, 2 of them held out", printed)

    def test_a_few_missing_photographs_are_named_and_left_out(self) -> None:
        listed = [entry(f"meadow-{number}", "usr/share/meadow.png") for number in range(9)]
        listed.append(entry("gone", "usr/share/gone.png"))
        _, warned, ended = self.run_with(listed)
        self.assertIsNone(ended)
        self.assertIn("wallpapers: usr/share/gone.png", warned)

    def test_many_missing_photographs_are_an_error(self) -> None:
        listed = [
            entry("meadow", "usr/share/meadow.png"), entry("lion", "usr/share/animals.rcc", "/resource/lion.webp")
        ]
        _, _, ended = self.run_with(listed)
        self.assertIn("lack 1 of 2", str(ended))
        self.assertIn("/resource/lion.webp", str(ended))
        self.assertFalse((self.folder / "patches.zip").exists())


if __name__ == "__main__":
    unittest.main()

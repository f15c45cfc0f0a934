import json
import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401
from photographs.catalogue import ALLOWED_LICENSES, load_catalogue
from photographs.errors import PhotographError


def catalogue_of(*photographs: dict[str, str], held_out: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "held-out": list(held_out),
        "packages": [{"package": "wallpapers", "licenses": "copyright", "photographs": list(photographs)}],
    }


def entry(name: str, license: str = "CC0-1.0") -> dict[str, str]:
    return {"name": name, "file": f"{name}.jpg", "author": "Nobody", "license": license}


class CatalogueTests(unittest.TestCase):
    def refused(self, document: dict[str, object]) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "packages.json"
            path.write_text(json.dumps(document))
            with self.assertRaises(PhotographError) as refusal:
                load_catalogue(path)
            return str(refusal.exception)

    def test_every_photograph_has_an_author_and_a_free_license(self) -> None:
        photographs = load_catalogue()
        self.assertGreater(len(photographs), 100)
        for photograph in photographs:
            self.assertTrue(photograph.author, photograph.name)
            self.assertIn(photograph.license, ALLOWED_LICENSES, photograph.name)
            # Non-commercial and no-derivatives licences are not free, whatever list they would get onto.
            self.assertNotRegex(photograph.license, "NC|ND")

    def test_names_are_fit_for_files_and_places_are_not_used_twice(self) -> None:
        photographs = load_catalogue()
        for photograph in photographs:
            self.assertRegex(photograph.name, r"^[a-z][a-z0-9-]*$")
            self.assertFalse(photograph.file.startswith("/"), photograph.name)
            self.assertEqual(photograph.file.endswith(".rcc"), photograph.member is not None, photograph.name)
        self.assertEqual(len(photographs), len({photograph.place for photograph in photographs}))

    def test_about_a_twelfth_is_held_out_and_every_package_gives_some(self) -> None:
        photographs = load_catalogue()
        held_out = [photograph for photograph in photographs if photograph.held_out]
        self.assertTrue(0.06 <= len(held_out) / len(photographs) <= 0.1)
        self.assertEqual(
            {photograph.package for photograph in photographs}, {photograph.package for photograph in held_out}
        )

    def test_a_license_that_is_not_free_is_refused(self) -> None:
        self.assertIn("sunset", self.refused(catalogue_of(entry("sunset", "CC-BY-NC-4.0"))))

    def test_a_name_used_twice_and_a_held_out_name_without_photograph_are_refused(self) -> None:
        self.assertIn("twice", self.refused(catalogue_of(entry("sunset"), entry("sunset"))))
        self.assertIn("dawn", self.refused(catalogue_of(entry("sunset"), held_out=("dawn",))))


if __name__ == "__main__":
    unittest.main()

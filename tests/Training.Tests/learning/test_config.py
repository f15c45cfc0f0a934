import json
import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401
from architectures import registry
from learning import config
from learning.objective import CONTENT, DISCRIMINATORS
from losses import adversarial

CONFIGS = Path(config.__file__).parents[1] / "configs"


def content() -> dict:
    """A configuration of two stages with a short run."""
    stage = {"name": "fidelity", "steps": 200000, "rate": 1e-3, "losses": {"l1": 1.0}, "patch": 96, "batch": 16}
    stage |= {"degradation": "bicubic"}
    return {
        "about": "Said to people only.",
        "name": "tried-x2",
        "title": "Tried",
        "purpose": "other",
        "licence": "MIT",
        "generator": {"name": "SRResNet", "scale": 2},
        "seed": 4,
        "average": 0.999,
        "validate_every": 5000,
        "stages": [stage, stage | {"name": "second"}],
        "short": {"validate_every": 100, "stages": {"second": {"steps": 30, "batch": 2}}},
    }


class ConfigTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name, "tried.json")

    def read(self, changed: dict, short: bool = False) -> config.Config:
        self.path.write_text(json.dumps(changed), encoding="utf-8")
        return config.read(self.path, short)

    def test_the_long_run_is_what_the_file_says(self) -> None:
        whole = self.read(content())
        self.assertEqual((whole.name, whole.scale, whole.validate_every, whole.begin), ("tried-x2", 2, 5000, None))
        stages = [(stage.name, stage.steps, stage.batch) for stage in whole.stages]
        self.assertEqual(stages, [("fidelity", 200000, 16), ("second", 200000, 16)])

    def test_the_short_run_changes_what_it_names_and_nothing_else(self) -> None:
        whole, short = self.read(content()), self.read(content(), short=True)
        self.assertEqual(short.validate_every, 100)
        self.assertEqual(short.stages[0], whole.stages[0])
        self.assertEqual((short.stages[1].steps, short.stages[1].batch), (30, 2))
        self.assertEqual((short.stages[1].rate, short.stages[1].losses, short.stages[1].patch), (1e-3, {"l1": 1.0}, 96))
        self.assertEqual((short.name, short.generator, short.seed), (whole.name, whole.generator, whole.seed))

    def test_a_file_without_a_short_run_gives_the_long_one(self) -> None:
        changed = content()
        del changed["short"]
        self.assertEqual(self.read(changed, short=True), self.read(changed))

    def test_what_is_unknown_is_refused_by_its_name(self) -> None:
        for place, word in (("run", "sead"), ("stage", "patsch"), ("short run", "avarage"), ("short stage", "stebs")):
            changed = content()
            places = {"run": changed, "stage": changed["stages"][0]}
            places |= {"short run": changed["short"], "short stage": changed["short"]["stages"]["second"]}
            places[place][word] = 1
            sentence = f"tried.json is no configuration: .*'{word}'"
            with self.subTest(place=place), self.assertRaisesRegex(SystemExit, sentence):
                self.read(changed, short=True)

    def test_a_short_run_of_a_stage_that_there_is_not_is_refused_by_its_name(self) -> None:
        changed = content()
        changed["short"]["stages"]["third"] = {"steps": 1}
        with self.assertRaisesRegex(SystemExit, "tried.json changes stages that it has not: third"):
            self.read(changed, short=True)

    def test_what_is_missing_is_named(self) -> None:
        changed = content()
        del changed["licence"]
        with self.assertRaisesRegex(SystemExit, "tried.json is no configuration: .*'licence'"):
            self.read(changed)

    def test_one_to_one_generators_name_no_scale(self) -> None:
        self.assertEqual(self.read(content() | {"generator": {"name": "Restorer"}}).scale, 1)


class ShippedTests(unittest.TestCase):
    """The configurations of the project."""

    def test_each_names_what_there_is(self) -> None:
        paths = sorted(CONFIGS.glob("*.json"))
        self.assertGreaterEqual(len(paths), 7)
        for path in paths:
            for short in (False, True):
                with self.subTest(path=path.name, short=short):
                    whole = config.read(path, short)
                    self.assertEqual(whole.name, path.stem)
                    self.assertEqual(registry.build(**whole.generator).scale, whole.scale)
                    self.assertIn(f"-x{whole.scale}", whole.name)
                    for stage in whole.stages:
                        self.assertTrue(set(stage.losses) <= {*CONTENT, "perceptual", "adversarial"})
                        self.assertIn(stage.degradation, ("bicubic", "second-order", "restoring"))
                        self.assertEqual(stage.patch % (2 * whole.scale), 0)
                        if stage.depth:
                            # An exported generator has all of its blocks.
                            self.assertEqual(stage.depth[-1][1], registry.build(**whole.generator).depth)
                        if stage.discriminator:
                            self.assertIn(stage.discriminator["name"], DISCRIMINATORS)
                            self.assertIn(stage.adversarial, adversarial.KINDS)

    def test_what_bsds_trains_is_not_given_our_licence(self) -> None:
        # Those of the papers are trained on photographs for research; ours, which are shipped, on free ones.
        for path in CONFIGS.glob("*.json"):
            with self.subTest(path=path.name):
                licence = "MIT" if path.stem.startswith("enlarger-") else "LicenseRef-BSDS500-research"
                self.assertEqual(config.read(path, False).licence, licence)


if __name__ == "__main__":
    unittest.main()

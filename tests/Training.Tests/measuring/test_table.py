import argparse
import contextlib
import io
import json
import os
import shlex
import sys
import tempfile
import unittest
import warnings
from pathlib import Path
from unittest import mock

import numpy as np
import support  # noqa: F401
from architectures import registry
from degradations import bicubic
from exporting import onnx_file
from learning import checkpoint
from measuring import benchmark_sets, table
from measuring.benchmark_sets import Score
from measuring.plug_in import PlugIn
from PIL import Image

STAND_IN = shlex.join([sys.executable, str(Path(__file__).parent / "stand_in_enlarger.py")])
GENERATORS = {
    "srgan-x4": {"name": "SRResNet", "scale": 4, "channels": 8, "blocks": 1},
    "enlarger-photo-x2": {"name": "SRVGGNetCompact", "scale": 2, "channels": 8, "convolutions": 1},
    "enlarger-restore-x1": {"name": "Restorer", "channels": 8, "blocks": 1},
}


def benchmark(folder: Path) -> None:
    """Sets of one or two small made-up pictures."""
    generator = np.random.Generator(np.random.PCG64(1))
    for name, count in (("Set5", 2), ("Set14", 1)):
        for scale in (2, 4):
            place = folder / name / f"image_SRF_{scale}"
            place.mkdir(parents=True)
            for number in range(count):
                rough = generator.integers(0, 256, (12, 16, 3), dtype=np.uint8)
                sharp = bicubic.resize(rough, 64, 48)
                for kind, picture in (("HR", sharp), ("LR", bicubic.reduce(sharp, scale))):
                    Image.fromarray(picture).save(place / f"img_{number + 1:03}_SRF_{scale}_{kind}.png")


def left_by_training(runs: Path, name: str, stage: str, steps: int) -> int:
    """A stage's weights; how many numbers they are."""
    network = registry.build(**GENERATORS[name])
    config = {"name": name, "title": f"Title of {name}", "purpose": "other", "licence": "MIT"}
    content = {"weights": network.state_dict(), "config": config | {"generator": GENERATORS[name]}}
    checkpoint.save(runs / name / f"{stage}.pt", content | {"stage": stage, "steps": steps, "seconds": 1.0})
    return registry.parameters(network)


class TableTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.sets, self.runs, self.own = (self.folder / name for name in ("sets", "runs", "own"))
        benchmark(self.sets)
        environment = {"STAND_IN_OWN": str(self.own), "STAND_IN_CALLS": str(self.folder / "calls")}
        without = {name: value for name, value in os.environ.items() if name != "ENLARGER_MODELS"}
        quiet = mock.patch.dict(os.environ, without | environment, clear=True)
        quiet.start()
        self.addCleanup(quiet.stop)
        warned = warnings.catch_warnings()
        warned.__enter__()
        self.addCleanup(warned.__exit__, None, None, None)
        warnings.simplefilter("ignore")

    def table(self, *arguments: str) -> list[str]:
        """The lines that the command writes."""
        parser = argparse.ArgumentParser()
        table.add_arguments(parser)
        output = self.folder / "docs" / "results.md"
        options = ["--sets", str(self.sets), "--program", STAND_IN, "--benchmarks", STAND_IN, "--output", str(output)]
        with contextlib.redirect_stderr(io.StringIO()):
            table.run(parser.parse_args([*options, *arguments]))
        return output.read_text(encoding="utf-8").splitlines()

    def calls(self) -> list[dict]:
        """How the program was called."""
        calls = (self.folder / "calls").read_text(encoding="utf-8")
        return [json.loads(line) for line in calls.splitlines()]

    def cells(self, line: str) -> list[str]:
        """The cells of a line of a table."""
        return [cell.strip() for cell in line.strip("|").split("|")]

    def test_trained_generators_stand_beside_the_published_figures(self) -> None:
        count = left_by_training(self.runs, "srgan-x4", "fidelity", 600)
        left_by_training(self.runs, "srgan-x4", "adversarial", 300_000)
        left_by_training(self.runs, "enlarger-photo-x2", "fidelity", 1500)
        lines = self.table("--runs", str(self.runs))
        self.assertEqual([line for line in lines if line.startswith("## ")], ["## 2x", "## 4x"])
        two, four = lines.index("## 2x"), lines.index("## 4x")
        self.assertEqual(
            self.cells(lines[four + 1]),
            ["system", "stage", "Set5", "published", "Set14", "published", "parameters", "steps", "s/MP"],
        )
        plain, fidelity, adversarial = (self.cells(line) for line in lines[four + 3 : four + 6])
        self.assertEqual((plain[:2], plain[3], plain[5]), (["bicubic", "–"], "28.42 / .8223", "25.95 / .7246"))
        self.assertEqual(plain[6:], ["–", "–", "–"])
        self.assertEqual(fidelity[:2], ["Title of srgan-x4", "fidelity"])

        # The stand-in enlarges as the papers do, so that it measures the same.
        self.assertEqual(fidelity[2:6], [plain[2], "32.05 / .9019", plain[4], "28.49 / .8184"])
        self.assertEqual(fidelity[6:8], [f"{count:,}", "600 of 200,000"])
        self.assertRegex(fidelity[8], r"^\d+\.\d$")
        self.assertEqual(adversarial[1], "adversarial")
        self.assertEqual(adversarial[3], "29.40 / .8472")
        self.assertEqual(adversarial[7], "300,000")
        self.assertEqual(
            lines[four + 7],
            "Published: bicubic: as later comparisons quote it; SRResNet, SRGAN: Ledig et al. 2017, table 2.",
        )
        ours = self.cells(lines[two + 4])
        self.assertEqual((ours[1], ours[3], ours[5]), ("fidelity", "–", "–"))

    def test_the_figures_are_means_over_the_pictures(self) -> None:
        left_by_training(self.runs, "srgan-x4", "fidelity", 1)
        lines = self.table("--runs", str(self.runs))
        wanted = benchmark_sets.pairs(self.sets, "Set5", 4)
        self.assertEqual(len(wanted), 2)
        results = []
        for index, pair in enumerate(wanted):
            with Image.open(pair.given) as given:
                results.append(self.folder / f"{index}.png")
                given.resize((64, 48), Image.Resampling.BICUBIC).save(results[-1])
        both = benchmark_sets.score(results, wanted, 4)
        one, other = (benchmark_sets.score([result], [pair], 4) for result, pair in zip(results, wanted))
        self.assertAlmostEqual(both.psnr, (one.psnr + other.psnr) / 2)
        self.assertNotEqual(one.psnr, other.psnr)
        self.assertEqual(self.cells(lines[lines.index("## 4x") + 4])[2], str(both))

    def test_enlarger_gets_them_in_a_store_that_is_not_the_users(self) -> None:
        left_by_training(self.runs, "enlarger-photo-x2", "fidelity", 1)
        self.table("--runs", str(self.runs))
        self.assertFalse(self.own.exists())
        calls = self.calls()
        self.assertEqual({call["store"] for call in calls}, {"store"})
        self.assertEqual(calls[0]["arguments"][:2], ["models", "add"])
        upscale = calls[1]["arguments"]
        pictures = [Path(picture).name for picture in upscale[1:3]]
        self.assertEqual(pictures, ["img_001_SRF_2_LR.png", "img_002_SRF_2_LR.png"])
        said = dict(zip(upscale[3::2], upscale[4::2]))
        self.assertEqual((said["--model"], said["--scale"]), ("enlarger-photo-x2-fidelity", "2"))
        self.assertEqual((said["--strength"], said["--color-lock"], said["--device"]), ("100", "off", "cpu"))

    def test_a_generator_that_enlarger_has_is_measured_where_it_is(self) -> None:
        network = registry.build(**GENERATORS["enlarger-photo-x2"])
        self.own.mkdir()
        (self.own / "mine.onnx").write_bytes(onnx_file.write(network, "mine", {"name": "Mine"}))
        lines = self.table("--models", "mine")
        row = self.cells(lines[lines.index("## 2x") + 4])
        self.assertEqual(row[:2], ["A generator of its own", "–"])
        self.assertEqual(row[6:8], [f"{registry.parameters(network):,}", "–"])
        self.assertEqual({call["store"] for call in self.calls()}, {"own"})

    def test_what_restores_goes_through_the_quality_benchmark(self) -> None:
        count = left_by_training(self.runs, "enlarger-restore-x1", "fidelity", 3000)
        lines = self.table("--runs", str(self.runs))
        start = lines.index("## Title of enlarger-restore-x1, fidelity")
        self.assertTrue(lines[start + 1].startswith(f"{count:,} parameters, 3,000 of 200,000 steps."), lines[start + 1])
        benchmarked = ["```", "row  gain", "blur +1.23 enlarger-restore-x1-fidelity True", "```"]
        self.assertEqual(lines[start + 2 :], benchmarked)
        self.assertNotIn("## 1x", lines)

    def test_what_is_missing_is_told_in_a_sentence(self) -> None:
        left_by_training(self.runs, "srgan-x4", "fidelity", 1)
        runs = ["--runs", str(self.runs)]
        empty = str(self.folder / "empty")
        cases = {
            "There is nothing to measure: name generators with --runs FOLDER or --models ID": [],
            "empty holds no trained generators: no NAME/fidelity.pt or": ["--runs", empty],
            "There are no pictures of Set5 at 4x: .*img_NNN_SRF_4_LR.png": [*runs, "--sets", empty],
            "nowhere/enlarger cannot be run: No such file": [*runs, "--program", "nowhere/enlarger"],
            "nothing is missing: 'enlarger models restore nothing' brings it": ["--models", "nothing"],
        }
        for sentence, arguments in cases.items():
            with self.subTest(sentence=sentence), self.assertRaisesRegex(SystemExit, sentence):
                self.table(*arguments)

    def test_a_sharp_picture_that_is_missing_is_named(self) -> None:
        (self.sets / "Set14" / "image_SRF_2" / "img_001_SRF_2_HR.png").unlink()
        sentence = "img_001_SRF_2_LR.png has no sharp picture beside it: img_001_SRF_2_HR"
        with self.assertRaisesRegex(SystemExit, sentence):
            benchmark_sets.pairs(self.sets, "Set14", 2)

    def test_what_the_program_says_last_is_told(self) -> None:
        picture = self.sets / "Set5" / "image_SRF_2" / "img_001_SRF_2_LR.png"
        sentence = "upscale .*' failed with exit code 2: enlarger: 'other' is no value"
        with self.assertRaisesRegex(SystemExit, sentence):
            PlugIn(STAND_IN).upscale([picture], "other", 2, self.folder / "out")

    def test_a_result_that_was_not_written_is_named(self) -> None:
        picture = self.sets / "Set5" / "image_SRF_2" / "img_001_SRF_2_LR.png"
        sentence = "was to write img_001_SRF_2_LR-upscaled-2x.png with other and did not"
        with self.assertRaisesRegex(SystemExit, sentence):
            PlugIn("true").upscale([picture], "other", 2, self.folder / "out")


class FormatTests(unittest.TestCase):
    def test_scores_are_written_as_the_papers_do(self) -> None:
        self.assertEqual(str(Score(32.047, 0.90191)), "32.05 / .9019")
        self.assertEqual(str(Score(28, 1)), "28.00 / 1.0000")

    def test_every_published_row_is_of_a_configuration_and_names_its_source(self) -> None:
        published = json.loads((table.HERE / "published.json").read_text(encoding="utf-8"))
        for scale in ("2x", "4x"):
            for name, stages in published[scale].items():
                names = [""]
                if name != "bicubic":
                    config = json.loads((table.CONFIGS / f"{name}.json").read_text(encoding="utf-8"))
                    names = [stage["name"] for stage in config["stages"]]
                for stage, row in stages.items():
                    with self.subTest(scale=scale, name=name, stage=stage):
                        self.assertIn(stage, names)
                        self.assertEqual(set(row), {"system", "source", "Set5", "Set14"})
                        for psnr, ssim in (row["Set5"], row["Set14"]):
                            self.assertTrue(20 < psnr < 45 and 0.5 < ssim < 1)


if __name__ == "__main__":
    unittest.main()

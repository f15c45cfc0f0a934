import contextlib
import io
import json
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from typing import Any

import support  # noqa: F401
import tiny
import torch
from learning import checkpoint
from learning.config import Config
from learning.sheets import GAP
from learning.trainer import Trainer
from PIL import Image
from torch import nn

# How many made-up photographs are learned from, and held out; to measure on them takes time.
PHOTOGRAPHS = 2

DEEP = {"name": "RRDBNet", "scale": 2, "channels": 4, "blocks": 3, "growth": 4}


class TrainerTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.photographs = tiny.photographs(self.folder / "photographs", PHOTOGRAPHS)

    def call(self, config: Config, runs: str = "runs", until: int | None = None) -> tuple[Trainer, bool]:
        """What `train` does, as a new process would."""
        torch.manual_seed(len(runs) + (until or 0))
        with contextlib.redirect_stdout(io.StringIO()):
            trainer = Trainer(config, self.photographs, self.folder / runs, torch.device("cpu"))
            resumed = trainer.resume()
            trainer.run(until)
        return trainer, resumed

    def left(self, config: Config, runs: str = "runs") -> dict[str, Any]:
        """All that a run left to go on from or to use, less the time that it took."""
        files = sorted((self.folder / runs / config.name).glob("*.pt"))
        left = {file.name: checkpoint.load(file) for file in files}
        for content in left.values():
            del content["seconds"]
        return left

    def assert_same(self, first: Any, second: Any, where: str = "") -> None:
        """Equal to the last bit."""
        self.assertIs(type(first), type(second), where)
        if isinstance(first, dict):
            self.assertEqual(list(first), list(second), where)
            for name in first:
                self.assert_same(first[name], second[name], f"{where}/{name}")
        elif isinstance(first, (list, tuple)):
            self.assertEqual(len(first), len(second), where)
            for index, (mine, theirs) in enumerate(zip(first, second)):
                self.assert_same(mine, theirs, f"{where}/{index}")
        elif isinstance(first, torch.Tensor):
            self.assertTrue(torch.equal(first, second), where)
        else:
            self.assertEqual(first, second, where)

    def log(self, config: Config, runs: str = "runs") -> list[dict[str, Any]]:
        """The lines that a run wrote."""
        path = self.folder / runs / config.name / "log.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class ResumeTests(TrainerTests):
    def check(self, config: Config, *ends: tuple[int, ...]) -> None:
        """Runs that are ended at those steps and go on leave the same as one that is not ended."""
        self.call(config, f"{config.name} whole")
        whole = self.left(config, f"{config.name} whole")
        self.assertEqual(set(whole), {"checkpoint.pt", *(f"{stage.name}.pt" for stage in config.stages)})
        for steps in ends:
            with self.subTest(run=config.name, ends=steps):
                runs = f"{config.name} {steps}"
                for step in steps:
                    self.assertEqual(self.call(config, runs, until=step)[1], step != steps[0])
                self.call(config, runs)
                self.assert_same(whole, self.left(config, runs))

    def test_a_run_that_was_ended_is_the_same_as_one_that_was_not(self) -> None:
        # Within a stage, at its end, within the steps of the discriminator alone, and after them.
        self.check(tiny.config(tiny.FIDELITY, tiny.ADVERSARIAL), (1, 4), (6,), (7, 10))

    def test_with_two_adversarial_stages(self) -> None:
        again = replace(tiny.ADVERSARIAL, name="again", adversarial="lsgan")
        self.check(tiny.config(tiny.ADVERSARIAL, again), (4, 6, 11))

    def test_while_a_generator_grows(self) -> None:
        grows = replace(tiny.FIDELITY, depth=[(0, 1), (3, 2), (5, 3)])
        second = replace(tiny.FIDELITY, name="second", steps=2)
        self.check(tiny.config(grows, second, generator=DEEP, name="deep-x2"), (1, 3), (4, 7))
        attentive = {"name": "SRGANAttention", "scale": 2, "channels": 16, "blocks": 3}
        self.check(tiny.config(grows, generator=attentive), (4,))

    def test_a_generator_that_did_not_grow_up_goes_on_as_it_was(self) -> None:
        shallow, second = replace(tiny.FIDELITY, depth=[(0, 1)]), replace(tiny.FIDELITY, name="second")
        config = tiny.config(shallow, second, generator=DEEP)
        self.call(config, until=6)
        expected = self.left(config)["checkpoint.pt"]["generator"]
        (self.folder / "runs" / config.name / "checkpoint.pt").unlink()
        trainer, _ = self.call(config, until=6)
        self.assertEqual(trainer.generator.depth, 1)
        self.assert_same(expected, self.left(config)["checkpoint.pt"]["generator"])

    def test_a_finished_stage_is_not_trained_again(self) -> None:
        config = tiny.config(tiny.FIDELITY, tiny.ADVERSARIAL)
        self.call(config)
        before, written = self.left(config), len(self.log(config))
        trainer, resumed = self.call(config)
        self.assertTrue(resumed)
        self.assertEqual((trainer.stage, trainer.step), (2, 0))
        self.assert_same(before, self.left(config))
        self.assertEqual(len(self.log(config)), written)

    def test_without_its_checkpoint_a_run_goes_on_after_its_finished_stages(self) -> None:
        config = tiny.config(tiny.FIDELITY, tiny.ADVERSARIAL)
        self.call(config, until=6)
        (self.folder / "runs" / config.name / "checkpoint.pt").unlink()
        before = self.left(config)["fidelity.pt"]
        _, resumed = self.call(config)
        self.assertTrue(resumed)
        self.assert_same(before, self.left(config)["fidelity.pt"])
        self.assertEqual([line["step"] for line in self.log(config) if "losses" in line], [6, 6])
        self.assertEqual(self.left(config)["adversarial.pt"]["steps"], 12)

    def test_a_finished_stage_of_another_configuration_is_trained_again(self) -> None:
        self.call(tiny.config(), until=6)
        (self.folder / "runs" / "tiny-x2" / "checkpoint.pt").unlink()
        _, resumed = self.call(tiny.config(replace(tiny.FIDELITY, rate=2e-3)))
        self.assertFalse(resumed)

    def test_a_checkpoint_of_another_configuration_is_refused(self) -> None:
        self.call(tiny.config(), until=2)
        with self.assertRaisesRegex(SystemExit, "checkpoint.pt was written by another configuration"):
            self.call(tiny.config(replace(tiny.FIDELITY, batch=3)))
        self.assertEqual(self.left(tiny.config())["checkpoint.pt"]["step"], 2)


class RunTests(TrainerTests):
    def test_the_loss_falls(self) -> None:
        stage = replace(tiny.FIDELITY, steps=60, rate=4e-4)
        trainer, _ = self.call(tiny.config(stage), until=0)

        # The same patches each time, so that nothing but learning changes the loss.
        batch = trainer.batches.take(0, stage, trainer.device)
        trainer.batches.take = lambda *_: batch
        losses = [trainer._learn(stage)["l1"] for trainer.step in range(stage.steps)]
        self.assertLess(losses[-1], 0.75 * losses[0])

    def test_the_discriminator_learns_alone_at_first(self) -> None:
        config = tiny.config(tiny.ADVERSARIAL)
        trainer, _ = self.call(config, until=0)
        beginning = {name: value.clone() for name, value in trainer.generator.state_dict().items() if "weight" in name}
        discriminator = [parameter.clone() for parameter in trainer.objective.discriminator.parameters()]

        def unchanged(network: nn.Module) -> list[bool]:
            weights = network.state_dict()
            return [torch.equal(value, weights[name]) for name, value in beginning.items()]

        trainer, _ = self.call(config, until=tiny.ADVERSARIAL.alone)
        self.assertTrue(all(unchanged(trainer.generator)))
        learned = trainer.objective.discriminator.parameters()
        self.assertFalse(any(torch.equal(mine, theirs) for mine, theirs in zip(discriminator, learned)))
        trainer, _ = self.call(config)
        self.assertFalse(all(unchanged(trainer.generator)))

    def test_what_a_stage_leaves_says_where_it_came_from(self) -> None:
        config = tiny.config(tiny.FIDELITY, tiny.ADVERSARIAL)
        trainer, _ = self.call(config)
        left = self.left(config)
        self.assertEqual((left["fidelity.pt"]["stage"], left["fidelity.pt"]["steps"]), ("fidelity", 6))
        self.assertEqual((left["adversarial.pt"]["stage"], left["adversarial.pt"]["steps"]), ("adversarial", 12))
        self.assertEqual(left["adversarial.pt"]["config"]["generator"], config.generator)
        self.assert_same(dict(trainer.average.network.state_dict()), left["adversarial.pt"]["weights"])

    def test_losses_and_held_out_pictures_are_logged_and_drawn(self) -> None:
        config = tiny.config(tiny.FIDELITY, tiny.ADVERSARIAL, validate_every=4)
        self.call(config)
        lines = self.log(config)
        losses = [line for line in lines if "losses" in line]
        self.assertEqual([(line["stage"], line["step"], set(line["losses"])) for line in losses], [
            ("fidelity", 6, {"l1"}),
            ("adversarial", 6, {"l1", "perceptual", "adversarial", "discriminator"}),
        ])
        held_out = [line for line in lines if "held out" in line]
        steps = [(line["stage"], line["step"]) for line in held_out]
        self.assertEqual(steps, [(stage, step) for stage in ("fidelity", "adversarial") for step in (4, 6)])
        for line in held_out:
            self.assertEqual(set(line["held out"]), {"psnr", "ssim", "perception"})
            self.assertEqual(line["plain"], held_out[0]["plain"])

        # Given, interpolated, drawn and sharp, 48 pixels wide each.
        with Image.open(self.folder / "runs" / config.name / "samples" / "adversarial-000006.png") as sheet:
            self.assertEqual(sheet.size, (4 * 48 + 3 * GAP, PHOTOGRAPHS * 48 + (PHOTOGRAPHS - 1) * GAP))

    def test_a_run_may_begin_with_another_ones_weights(self) -> None:
        self.call(tiny.config())
        next_run = tiny.config(name="next-x2", begin="tiny-x2/fidelity.pt")
        trainer, _ = self.call(next_run, until=0)
        self.assert_same(dict(trainer.generator.state_dict()), self.left(tiny.config())["fidelity.pt"]["weights"])

    def test_the_seed_decides(self) -> None:
        for runs, seed in (("one", 7), ("two", 7), ("three", 8)):
            self.call(tiny.config(seed=seed), runs)
        weights = [self.left(tiny.config(), runs)["fidelity.pt"]["weights"] for runs in ("one", "two", "three")]
        self.assert_same(weights[0], weights[1])
        self.assertFalse(torch.equal(weights[0]["tail.weight"], weights[2]["tail.weight"]))


if __name__ == "__main__":
    unittest.main()

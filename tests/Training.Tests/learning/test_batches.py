import tempfile
import unittest
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import support  # noqa: F401
import tiny
import torch
from degradations import bicubic
from learning.batches import Batches, degrade, ranged, to_bytes, to_tensor, turned
from PIL import Image

CPU = torch.device("cpu")
STAGE = replace(tiny.FIDELITY, patch=24, batch=6)


@dataclass(frozen=True)
class Inner:
    """Ranges within ranges."""

    low: float
    high: float


@dataclass(frozen=True)
class Outer:
    """Ranges of a degradation."""

    inner: Inner
    blur: tuple[float, float]


class BatchTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.photographs = tiny.photographs(Path(folder.name))
        self.batches = Batches(tiny.config(), self.photographs)

    def test_a_batch_is_a_function_of_the_seed_and_the_step(self) -> None:
        first = self.batches.take(3, STAGE, CPU)
        self.batches.take(11, STAGE, CPU)
        torch.rand(5)
        again = Batches(tiny.config(), self.photographs).take(3, STAGE, CPU)
        for mine, theirs in zip(first, again):
            self.assertTrue(torch.equal(mine, theirs))

    def test_steps_and_seeds_give_other_batches(self) -> None:
        wanted = self.batches.take(3, STAGE, CPU)[1]
        self.assertFalse(torch.equal(wanted, self.batches.take(4, STAGE, CPU)[1]))
        other = Batches(tiny.config(seed=8), self.photographs)
        self.assertFalse(torch.equal(wanted, other.take(3, STAGE, CPU)[1]))

    def test_the_patches_of_a_batch_are_bytes_of_the_asked_size(self) -> None:
        given, wanted = self.batches.take(0, STAGE, CPU)
        self.assertEqual((given.shape, wanted.shape), ((6, 3, 12, 12), (6, 3, 24, 24)))
        for tensor in (given, wanted):
            self.assertEqual(tensor.dtype, torch.float32)
            torch.testing.assert_close(tensor * 255, (tensor * 255).round(), rtol=0, atol=1e-4)

    def test_what_is_given_lies_over_what_is_wanted(self) -> None:
        # The reduced patch is cut from the reduced picture: where the window sees the patch only, both are the same.
        given, wanted = self.batches.take(5, STAGE, CPU)
        for mine, sharp in zip(to_bytes(given), to_bytes(wanted)):
            reduced = bicubic.reduce(sharp, 2)
            inner = np.s_[2:-2, 2:-2]
            self.assertLessEqual(int(np.abs(mine[inner].astype(int) - reduced[inner]).max()), 1)
            shifted = np.abs(mine[2:-2, 3:-1].astype(int) - reduced[inner]).mean()
            self.assertGreater(shifted, 4 * np.abs(mine[inner].astype(int) - reduced[inner]).mean())

    def test_patches_lie_everywhere_and_every_way_round(self) -> None:
        # One picture whose red says the row and whose green the column of each pixel.
        with tempfile.TemporaryDirectory() as folder:
            rows, columns = np.mgrid[0:48, 0:48].astype(np.uint8)
            Image.fromarray(np.stack([rows, columns, 0 * rows], -1)).save(Path(folder, "1.png"))
            batches = Batches(tiny.config(), Path(folder))
            corners, turns = set(), set()
            for patch in to_bytes(batches.take(0, replace(STAGE, batch=200), CPU)[1]):
                low = patch[:, :, :2].reshape(-1, 2).min(0)
                corners.add(tuple(low.tolist()))
                turns.add(tuple((patch[0, 0, :2] == low).tolist()) + (bool(patch[0, 1, 0] == patch[0, 0, 0]),))
        self.assertEqual({row % 2 for row, _ in corners} | {column % 2 for _, column in corners}, {0})
        self.assertEqual((min(row for row, _ in corners), max(row for row, _ in corners)), (0, 24))
        self.assertEqual((min(column for _, column in corners), max(column for _, column in corners)), (0, 24))
        self.assertEqual(len(turns), 8)

    def test_a_patch_that_does_not_fit_is_told_with_its_size(self) -> None:
        with self.assertRaisesRegex(SystemExit, "A patch of 64 pixels does not fit into a picture of 48x48"):
            self.batches.take(0, replace(STAGE, patch=64), CPU)

    def test_degradations_of_the_real_world_are_as_repeatable(self) -> None:
        for name, scale in (("second-order", 2), ("restoring", 1)):
            with self.subTest(degradation=name):
                generator = {"name": "SRResNet", "scale": 2} if scale == 2 else {"name": "Restorer"}
                stage = replace(STAGE, degradation=name, batch=2)
                config = tiny.config(stage, generator=generator)
                given, wanted = Batches(config, self.photographs).take(3, stage, CPU)
                again, _ = Batches(config, self.photographs).take(3, stage, CPU)
                self.assertEqual((given.shape, wanted.shape), ((2, 3, 24 // scale, 24 // scale), (2, 3, 24, 24)))
                self.assertTrue(torch.equal(given, again))

    def test_a_stage_changes_ranges_and_ranges_within_them(self) -> None:
        whole = Outer(inner=Inner(low=1, high=2), blur=(0, 1))
        changed = ranged(whole, {"blur": [2, 3], "inner": {"high": 5}})
        self.assertEqual(changed, Outer(inner=Inner(low=1, high=5), blur=(2, 3)))
        with self.assertRaisesRegex(TypeError, "'blue'"):
            ranged(whole, {"blue": 1})

    def test_an_unknown_degradation_is_named(self) -> None:
        with self.assertRaisesRegex(SystemExit, "no degradation 'rain': use bicubic, second-order or restoring"):
            degrade(replace(STAGE, degradation="rain"), 2, torch.rand(1, 3, 8, 8), torch.Generator())

    def test_a_folder_without_pictures_is_named(self) -> None:
        sentence = "holds no pictures to take as train"
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(SystemExit, sentence):
            Batches(tiny.config(), Path(folder))

    def test_the_eight_ways_to_lay_a_patch_are_different(self) -> None:
        patch = np.arange(27, dtype=np.uint8).reshape(3, 3, 3)
        ways = {turned(patch, turn).tobytes() for turn in range(8)}
        self.assertEqual(len(ways), 8)
        self.assertEqual(turned(patch, 0).tobytes(), patch.tobytes())

    def test_bytes_survive_the_way_there_and_back(self) -> None:
        picture = np.arange(256 * 3, dtype=np.uint16).astype(np.uint8).reshape(16, 16, 3)
        np.testing.assert_array_equal(to_bytes(to_tensor([picture]))[0], picture)
        outside = torch.tensor([-0.5, 0.2, 1.7])[None, :, None, None]
        self.assertEqual(to_bytes(outside)[0].flatten().tolist(), [0, 51, 255])


if __name__ == "__main__":
    unittest.main()

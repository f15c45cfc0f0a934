import tempfile
import unittest
from pathlib import Path
from unittest import mock

import support  # noqa: F401
import torch
from learning import checkpoint


class CheckpointTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name, "run", "checkpoint.pt")

    def test_what_is_saved_is_read_back(self) -> None:
        checkpoint.save(self.path, {"step": 3, "weights": {"a": torch.arange(5.0)}})
        content = checkpoint.load(self.path)
        self.assertEqual(content["step"], 3)
        self.assertTrue(torch.equal(content["weights"]["a"], torch.arange(5.0)))
        self.assertEqual([file.name for file in self.path.parent.iterdir()], ["checkpoint.pt"])

    def test_a_run_that_is_killed_while_it_writes_leaves_the_older_one(self) -> None:
        checkpoint.save(self.path, {"step": 1})

        def killed(content: object, file: Path) -> None:
            Path(file).write_bytes(b"half of")
            raise KeyboardInterrupt

        with mock.patch("torch.save", killed), self.assertRaises(KeyboardInterrupt):
            checkpoint.save(self.path, {"step": 2})
        self.assertEqual(checkpoint.load(self.path), {"step": 1})
        checkpoint.save(self.path, {"step": 3})
        self.assertEqual(checkpoint.load(self.path), {"step": 3})


if __name__ == "__main__":
    unittest.main()

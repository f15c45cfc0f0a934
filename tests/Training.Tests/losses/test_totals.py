import json
import unittest
from pathlib import Path

import support  # noqa: F401
import torch
from losses.totals import esrgan_total, real_esrgan_total, srgan_total

CONFIGS = Path(__file__).resolve().parents[3] / "models" / "training" / "configs"


class TotalsTests(unittest.TestCase):
    def test_the_papers_weights(self) -> None:
        two, three, five = torch.tensor(2.0), torch.tensor(3.0), torch.tensor(5.0)
        self.assertAlmostEqual(2 + 0.003, srgan_total(two, three).item(), places=6)
        self.assertAlmostEqual(2 + 0.015 + 0.05, esrgan_total(two, three, five).item(), places=6)
        self.assertAlmostEqual(2 + 0.3 + 5, real_esrgan_total(two, three, five).item(), places=6)

    def test_configurations_of_the_papers_weigh_alike(self) -> None:
        one, none = torch.tensor(1.0), torch.tensor(0.0)
        self.assertEqual(
            self.weights("srgan-x4"),
            {"perceptual": self.value(srgan_total(one, none)), "adversarial": self.value(srgan_total(none, one))},
        )
        self.assertEqual(
            self.weights("esrgan-x4"),
            {
                "perceptual": self.value(esrgan_total(one, none, none)),
                "adversarial": self.value(esrgan_total(none, one, none)),
                "l1": self.value(esrgan_total(none, none, one)),
            },
        )

    def weights(self, name: str) -> dict[str, float]:
        """Those of the adversarial stage of a configuration."""
        stages = json.loads((CONFIGS / f"{name}.json").read_text(encoding="utf-8"))["stages"]
        return next(stage["losses"] for stage in stages if "adversarial" in stage["losses"])

    def value(self, total: torch.Tensor) -> float:
        """Without what single precision adds."""
        return round(total.item(), 6)


if __name__ == "__main__":
    unittest.main()

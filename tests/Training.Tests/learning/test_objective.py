import unittest
from dataclasses import replace

import support  # noqa: F401
import tiny
import torch
from learning.objective import Objective
from losses.perceptual import stand_in
from torch import Tensor

CPU = torch.device("cpu")


def objective(**changes: object) -> Objective:
    """That of a tiny adversarial stage, always the same."""
    torch.manual_seed(1)
    return Objective(replace(tiny.ADVERSARIAL, **changes), CPU, stand_in)


def pictures(seed: int = 3) -> Tensor:
    """A batch of noise."""
    return torch.rand(2, 3, 16, 16, generator=torch.Generator().manual_seed(seed))


def weights(module: torch.nn.Module) -> list[Tensor]:
    """Copies of what a module learns."""
    return [parameter.detach().clone() for parameter in module.parameters()]


class JudgeTests(unittest.TestCase):
    def test_the_loss_is_the_weighed_sum_of_its_parts(self) -> None:
        judged = objective(losses={"l1": 2.0, "l2": 3.0, "charbonnier": 0.5, "perceptual": 0.25, "adversarial": 0.125})
        wanted, drawn = pictures(1), pictures(2)
        total, parts = judged.judge(wanted, drawn)
        expected = sum(weight * parts[name] for name, weight in judged.stage.losses.items())
        self.assertEqual(set(parts), set(judged.stage.losses))
        self.assertAlmostEqual(float(total), expected, places=5)
        self.assertAlmostEqual(parts["l1"], float((wanted - drawn).abs().mean()), places=6)
        self.assertAlmostEqual(parts["l2"], float((wanted - drawn).square().mean()), places=6)

    def test_it_leads_the_generator_and_leaves_the_discriminator(self) -> None:
        judged = objective(losses={"adversarial": 1.0})
        drawn = pictures(2).requires_grad_(True)
        judged.judge(pictures(1), drawn)[0].backward()
        self.assertGreater(float(drawn.grad.abs().sum()), 0)
        self.assertTrue(all(parameter.grad is None for parameter in judged.discriminator.parameters()))

    def test_a_stage_without_a_discriminator_has_none(self) -> None:
        judged = objective(losses={"l1": 1.0}, discriminator={})
        self.assertIsNone(judged.discriminator)
        self.assertIsNone(judged.perceptual)
        self.assertEqual(judged.state_dict(), {})

    def test_losses_that_there_are_not_are_named(self) -> None:
        with self.assertRaisesRegex(SystemExit, "The stage adversarial has losses that there are not: l3, wgan"):
            objective(losses={"l1": 1.0, "wgan": 1.0, "l3": 1.0})

    def test_an_adversarial_loss_and_a_discriminator_belong_together(self) -> None:
        for changes in ({"discriminator": {}}, {"losses": {"l1": 1.0}}):
            sentence = "both an adversarial loss and a discriminator, or neither"
            with self.subTest(**changes), self.assertRaisesRegex(SystemExit, sentence):
                objective(**changes)


class LearnTests(unittest.TestCase):
    def test_every_kind_and_discriminator_learns_to_tell_them_apart(self) -> None:
        for kind in ("bce", "lsgan", "relativistic"):
            with self.subTest(kind=kind):
                judged = objective(adversarial=kind, discriminator_rate=1e-3)
                smooth = pictures(1).mean((2, 3), keepdim=True).expand(-1, -1, 16, 16)
                losses = [judged.learn(pictures(step), smooth)["discriminator"] for step in range(40)]
                self.assertLess(losses[-1], 0.7 * losses[0])

    def test_it_pauses_while_its_task_is_too_easy(self) -> None:
        judged = objective(ease=100.0)
        before = weights(judged.discriminator)
        judged.learn(pictures(1), pictures(2))
        self.assertTrue(all(torch.equal(mine, theirs) for mine, theirs in zip(before, weights(judged.discriminator))))
        judged.mean = 1000.0
        judged.learn(pictures(1), pictures(2))
        self.assertFalse(all(torch.equal(mine, theirs) for mine, theirs in zip(before, weights(judged.discriminator))))

    def test_its_mean_loss_follows_its_loss(self) -> None:
        judged = objective()
        first = judged.learn(pictures(1), pictures(2))["discriminator"]
        self.assertEqual(judged.mean, first)
        second = judged.learn(pictures(3), pictures(4))["discriminator"]
        self.assertAlmostEqual(judged.mean, first + 0.1 * (second - first), places=6)

    def test_another_goes_on_where_it_was(self) -> None:
        one = objective()
        for step in range(3):
            one.learn(pictures(step), pictures(9))
        other = Objective(one.stage, CPU, stand_in)
        other.load_state_dict(one.state_dict())
        self.assertEqual(other.mean, one.mean)
        for each in (one, other):
            each.learn(pictures(5), pictures(6))
        for mine, theirs in zip(weights(one.discriminator), weights(other.discriminator)):
            self.assertTrue(torch.equal(mine, theirs))


if __name__ == "__main__":
    unittest.main()

import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401
import torch
from losses.perceptual import PerceptualLoss, stand_in, vgg19
from losses.stand_in_features import StandInFeatures
from losses.vgg_features import VGG19Features
from torch import Tensor, nn

# The first row of the first filter of each stage, of seed 0: weights of runs must not be compared by another measure.
GOLDEN = ((0.027036, 0.194272, 0.387403), (-0.010561, -0.029701, -0.05876), (0.115201, 0.040109, 0.081))


class Doubled(nn.Module):
    """Two layers: the picture, and its double at half the size."""

    def __init__(self) -> None:
        super().__init__()
        self.factor = nn.Parameter(torch.tensor(2.0))

    def forward(self, picture: Tensor) -> list[Tensor]:
        return [picture, self.factor * picture[..., ::2, ::2]]


class PerceptualTests(unittest.TestCase):
    def setUp(self) -> None:
        generator = torch.Generator().manual_seed(1)
        self.drawn, self.wanted = (torch.rand((2, 3, 32, 24), generator=generator) for _ in range(2))

    def test_layers_are_weighed(self) -> None:
        drawn, wanted = torch.full((1, 3, 4, 4), 0.8), torch.full((1, 3, 4, 4), 0.5)
        # Differences of 0.3 and of 0.6.
        for criterion, expected in (("l1", 0.5 * 0.3 + 2 * 0.6), ("l2", 0.5 * 0.3**2 + 2 * 0.6**2)):
            loss = PerceptualLoss(Doubled(), (0.5, 2), criterion)
            self.assertAlmostEqual(expected, loss(drawn, wanted).item(), places=6)
        with self.assertRaises(ValueError):
            PerceptualLoss(Doubled(), (1.0,))(drawn, wanted)

    def test_the_picture_learns_and_the_network_does_not(self) -> None:
        loss = stand_in().train()
        self.assertFalse(any(module.training for module in loss.modules()))
        self.drawn.requires_grad_()
        self.wanted.requires_grad_()
        loss(self.drawn, self.wanted).backward()
        self.assertGreater(self.drawn.grad.abs().min().item(), 0)
        self.assertIsNone(self.wanted.grad)
        self.assertTrue(all(parameter.grad is None for parameter in loss.parameters()))

    def test_the_same_costs_nothing(self) -> None:
        self.assertEqual(0, stand_in()(self.drawn, self.drawn).item())
        self.assertGreater(stand_in()(self.drawn, self.wanted).item(), 0)

    def test_a_step_against_the_gradient_helps(self) -> None:
        loss = stand_in(criterion="l2")
        self.drawn.requires_grad_()
        before = loss(self.drawn, self.wanted)
        (gradient,) = torch.autograd.grad(before, self.drawn)
        self.assertLess(loss(self.drawn - 0.1 * gradient / gradient.abs().max(), self.wanted).item(), before.item())


class StandInTests(unittest.TestCase):
    def test_three_stages_at_half_the_size_each(self) -> None:
        shapes = [tuple(features.shape) for features in StandInFeatures(0)(torch.zeros(2, 3, 32, 24))]
        self.assertEqual([(2, 24, 32, 24), (2, 48, 16, 12), (2, 96, 8, 6)], shapes)

    def test_filters_are_orthogonal(self) -> None:
        for stage, square in zip(StandInFeatures(0).stages, (1.0, 2.0, 2.0)):
            rows = stage.weight.flatten(1)
            torch.testing.assert_close(rows @ rows.T, square * torch.eye(len(rows)), rtol=0, atol=1e-5)

    def test_features_are_those_before_the_activation(self) -> None:
        features = StandInFeatures(0)(torch.rand((1, 3, 16, 16), generator=torch.Generator().manual_seed(1)))
        self.assertTrue(all(float(found.min()) < 0 < float(found.max()) for found in features))

    def test_a_seed_gives_the_same_weights_everywhere(self) -> None:
        first = [stage.weight.detach() for stage in StandInFeatures(0).stages]
        golden = torch.tensor(GOLDEN)
        torch.testing.assert_close(torch.stack([weight[0, 0, 0] for weight in first]), golden, rtol=0, atol=1e-5)
        self.assertFalse(torch.equal(first[0], StandInFeatures(1).stages[0].weight))


class VGG19Tests(unittest.TestCase):
    def test_layers_have_torchvision_s_numbers_and_the_published_count(self) -> None:
        network = VGG19Features(["conv1_2", "conv3_4", "conv5_4"])
        self.assertEqual([2, 16, 34], network.indices)
        # 3·3·in·out + out of the sixteen convolutions.
        self.assertEqual(20_024_384, sum(parameter.numel() for parameter in network.parameters()))
        self.assertEqual("features.34.bias", list(network.state_dict())[-1])
        with torch.no_grad():
            shapes = [tuple(features.shape) for features in network(torch.rand(1, 3, 32, 48))]
        self.assertEqual([(1, 64, 32, 48), (1, 256, 8, 12), (1, 512, 2, 3)], shapes)

    def test_the_first_layer_sees_colours_normalised_as_imagenet_s(self) -> None:
        network = VGG19Features(["conv1_1"])
        with torch.no_grad():
            network.features[0].weight.zero_()
            network.features[0].bias.zero_()
            for channel in range(3):
                network.features[0].weight[channel, channel, 1, 1] = 1
        (features,) = network(torch.tensor((0.485, 0.456 + 0.224, 0.406 - 0.225)).view(1, 3, 1, 1))
        torch.testing.assert_close(features[0, :3, 0, 0], torch.tensor((0.0, 1.0, -1.0)))

    def test_a_file_of_torchvision_s_is_taken(self) -> None:
        network = VGG19Features(["conv1_1", "conv2_1"])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "vgg19.pth"
            torch.save(network.state_dict() | {"classifier.0.weight": torch.zeros(2, 2)}, path)
            loss = vgg19(path, {"conv1_1": 0.5, "conv2_1": 1.0}, "l2")
        for name, value in network.state_dict().items():
            self.assertTrue(torch.equal(value, loss.network.state_dict()[name]), name)
        self.assertEqual((0.5, 1.0), loss.weights)

    def test_other_files_are_told(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "vgg19.pth"
            with self.assertRaisesRegex(SystemExit, "cannot be read"):
                vgg19(path)
            path.write_bytes(b"no weights")
            with self.assertRaisesRegex(SystemExit, "cannot be read"):
                vgg19(path)
            torch.save({"features.0.weight": torch.zeros(64, 3, 3, 3)}, path)
            with self.assertRaisesRegex(SystemExit, "features.0.bias is missing"):
                vgg19(path, {"conv1_1": 1.0})
            torch.save({"features.0.weight": torch.zeros(64, 3, 5, 5), "features.0.bias": torch.zeros(64)}, path)
            with self.assertRaisesRegex(SystemExit, "size mismatch"):
                vgg19(path, {"conv1_1": 1.0})

    def test_layers_that_there_are_not_are_told(self) -> None:
        for layers in ([], ["conv1_3"], ["relu1_1"], ["conv2_1", "conv1_1"]):
            with self.assertRaises(ValueError):
                VGG19Features(layers)


if __name__ == "__main__":
    unittest.main()

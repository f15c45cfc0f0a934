import unittest

import support  # noqa: F401
import torch
from architectures.discriminator_srgan import SRGANDiscriminator
from architectures.registry import parameters
from torch import nn


class SRGANDiscriminatorTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        torch.manual_seed(1)
        cls.network = SRGANDiscriminator()

    def test_the_count_of_parameters_is_the_paper_s(self) -> None:
        # Convolutions, 9·in·out, of which the first one alone has a bias; a scale and a shift for each channel of the
        # seven others; the dense layers.
        pairs = ((3, 64), (64, 64), (64, 128), (128, 128), (128, 256), (256, 256), (256, 512), (512, 512))
        convolutions = sum(9 * before * after for before, after in pairs) + 64
        normalisations = sum(2 * after for _, after in pairs[1:])
        dense = (512 * 6 * 6 + 1) * 1024 + (1024 + 1) * 1
        self.assertEqual(23_563_649, convolutions + normalisations + dense)
        self.assertEqual(convolutions + normalisations + dense, parameters(self.network))

    def test_every_other_convolution_halves(self) -> None:
        strides = [layer.stride[0] for layer in self.network.features if isinstance(layer, nn.Conv2d)]
        self.assertEqual([1, 2] * 4, strides)

    def test_the_average_leaves_the_paper_s_patches_alone(self) -> None:
        with torch.no_grad():
            features = self.network.features(torch.rand(1, 3, 96, 96))
        self.assertTrue(torch.equal(features, self.network.rest(features)))

    def test_a_logit_for_each_picture_of_any_size(self) -> None:
        for height, width in ((96, 96), (128, 128), (64, 48), (16, 16)):
            self.assertEqual((2, 1), tuple(self.network(torch.rand(2, 3, height, width)).shape))

    def test_gradients_reach_the_picture_and_every_parameter(self) -> None:
        picture = torch.rand((2, 3, 32, 32), generator=torch.Generator().manual_seed(1)).requires_grad_()
        self.network(picture).square().sum().backward()
        self.assertGreater(picture.grad.abs().max().item(), 0)
        for name, parameter in self.network.named_parameters():
            self.assertGreater(parameter.grad.abs().max().item(), 0, name)


if __name__ == "__main__":
    unittest.main()

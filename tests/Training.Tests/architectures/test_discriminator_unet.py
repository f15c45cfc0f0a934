import unittest

import support  # noqa: F401
import torch
from architectures.discriminator_unet import UNetDiscriminator
from architectures.registry import parameters
from torch import Tensor, nn
from torch.nn.functional import leaky_relu
from torch.nn.utils.parametrize import is_parametrized


class UNetDiscriminatorTests(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(1)

    def test_the_count_of_parameters_is_that_of_the_published_code(self) -> None:
        self.assertEqual(4_376_897, parameters(UNetDiscriminator()))

    def test_the_count_follows_the_channels(self) -> None:
        # With c channels: 3·3 from the picture and to the logit; 4·4 down from c to 8c; 3·3 up again; two of c to c.
        c = 16
        down = 16 * (c * 2 * c + 2 * c * 4 * c + 4 * c * 8 * c)
        up = 9 * (8 * c * 4 * c + 4 * c * 2 * c + 2 * c * c)
        self.assertEqual((27 + 1) * c + down + up + 2 * 9 * c * c + 9 * c + 1, parameters(UNetDiscriminator(c)))

    def test_a_logit_for_each_pixel(self) -> None:
        network = UNetDiscriminator(8)
        for height, width in ((64, 64), (96, 48), (8, 8)):
            self.assertEqual((2, 1, height, width), tuple(network(torch.rand(2, 3, height, width)).shape))
        with self.assertRaisesRegex(ValueError, "multiples of 8, not 20x16"):
            network(torch.rand(1, 3, 16, 20))

    def test_the_spectral_norms_come_to_1(self) -> None:
        network = UNetDiscriminator(8)
        with torch.no_grad():
            # Each pass is a step of the power iteration.
            for _ in range(300):
                network(torch.zeros(1, 3, 8, 8))
        network.eval()
        normed = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d) and is_parametrized(layer)]
        self.assertEqual(8, len(normed))
        for layer in normed:
            self.assertAlmostEqual(1, torch.linalg.matrix_norm(layer.weight.flatten(1), 2).item(), delta=0.02)

    def test_what_went_down_is_added_to_what_comes_up(self) -> None:
        network = UNetDiscriminator(8).eval()
        seen: dict[str, Tensor] = {}
        watched = {"head": network.head, "down": network.down[0], "up": network.up[1], "last": network.up[2]}
        for name, layer in watched.items():
            layer.register_forward_hook(lambda _, given, result, n=name: seen.update({n: leaky_relu(result, 0.2)}))
        network.up[2].register_forward_pre_hook(lambda _, given: seen.update(enlarged=given[0]))
        network.tail.register_forward_pre_hook(lambda _, given: seen.update(tail=given[0]))
        with torch.no_grad():
            network(torch.rand((1, 3, 32, 32), generator=torch.Generator().manual_seed(1)))
        torch.testing.assert_close(seen["tail"], seen["last"] + seen["head"])
        enlarged = nn.functional.interpolate(seen["up"] + seen["down"], scale_factor=2.0, mode="bilinear")
        torch.testing.assert_close(seen["enlarged"], enlarged)

    def test_both_sides_learn_in_one_step(self) -> None:
        network = UNetDiscriminator(8).train()
        real, fake = torch.rand((2, 2, 3, 16, 16), generator=torch.Generator().manual_seed(1))
        fake.requires_grad_()
        # Two passes before one backward: the power iteration must not spoil what the first one remembers.
        (network(fake).mean() - network(real).mean()).backward()
        self.assertGreater(fake.grad.abs().max().item(), 0)
        for name, parameter in network.named_parameters():
            # The last bias is added to both sides alike.
            if name != "tail.4.bias":
                self.assertGreater(parameter.grad.abs().max().item(), 0, name)


if __name__ == "__main__":
    unittest.main()

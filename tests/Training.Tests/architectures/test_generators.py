import unittest
from unittest import mock

import support  # noqa: F401
import torch
from architectures import registry
from architectures.beginnings import nearest
from architectures.srgan_attention import ChannelAttention
from torch import Tensor, nn
from torch.nn.functional import interpolate

# Small ones of every architecture, by what their constructors call their depth.
SMALL = {
    "SRResNet": {"channels": 16, "blocks": 2},
    "SRGANAttention": {"channels": 16, "blocks": 2},
    "RRDBNet": {"channels": 16, "blocks": 2, "growth": 8},
    "D-DBPN": {"channels": 16, "first": 32, "stages": 3},
    "SRVGGNetCompact": {"channels": 16, "convolutions": 3},
}
DEEP = [name for name in SMALL if name != "SRVGGNetCompact"]
RESTORER = {"channels": 16, "blocks": 2}

# Zero padding at the border darkens some of them; nothing is darkened further in than this, in pixels of the input.
BORDER = 6


def built(name: str, **constants: object) -> nn.Module:
    """A generator in evaluation mode, always the same."""
    torch.manual_seed(1)
    return registry.build(name, **constants).eval()


def silent(name: str, **constants: object) -> nn.Module:
    """A fresh generator without the noise that it begins with: what its weights carry is left."""
    with mock.patch("torch.nn.init.kaiming_normal_", lambda weight, a: nn.init.zeros_(weight)):
        return built(name, **constants)


def blob(height: int, width: int, row: float, column: float, spread: float) -> Tensor:
    """A smooth spot on grey, of other strength in each channel, 1×3×H×W; rows and columns are those of pixel edges."""
    y = torch.arange(height)[:, None] + 0.5 - row
    x = torch.arange(width)[None, :] + 0.5 - column
    spot = torch.exp(-(y**2 + x**2) / (2 * spread**2))
    return (0.2 + torch.tensor((0.2, 0.4, 0.6))[:, None, None] * spot)[None]


def centre(picture: Tensor) -> tuple[float, float]:
    """Where the spot of a picture lies, in pixels from its upper left corner."""
    weight = (picture - 0.2).sum((0, 1))
    y = torch.arange(weight.shape[0]) + 0.5
    x = torch.arange(weight.shape[1]) + 0.5
    return float((weight.sum(1) * y).sum() / weight.sum()), float((weight.sum(0) * x).sum() / weight.sum())


@torch.no_grad()
def drawn(network: nn.Module, picture: Tensor) -> Tensor:
    """What a generator makes of a picture."""
    return network(picture)


class ParameterTests(unittest.TestCase):
    def check(self, expected: int, name: str, **constants: object) -> None:
        self.assertEqual(registry.parameters(registry.build(name, **constants)), expected)

    def test_srresnet_has_the_papers_constants(self) -> None:
        # conv9 3→64, PReLU:              9·9·3·64 + 64 + 1                 =    15,617
        # 16 blocks of 2 conv3, 2 BN, PReLU: 16 · (2·(9·64·64 + 64) + 2·128 + 1) = 1,185,808
        # conv3, BN:                      9·64·64 + 64 + 128                =    37,056
        # 2 × conv3 64→256, PReLU:        2 · (9·64·256 + 256 + 1)          =   295,426
        # conv9 64→3:                     9·9·64·3 + 3                      =    15,555
        # Ledig et al. 2017 leave the count open; later papers give 1.5 M.
        self.check(15_617 + 1_185_808 + 37_056 + 295_426 + 15_555, "SRResNet")
        self.check(1_549_462, "SRResNet", scale=4)

        # At 2x there is one enlargement less.
        self.check(1_549_462 - 295_426 // 2, "SRResNet", scale=2)

    def test_channel_attention_adds_two_small_layers_a_block(self) -> None:
        # 16 · (64·4 + 4 + 4·64 + 64) = 9,280
        self.check(1_549_462 + 16 * (64 * 4 + 4 + 4 * 64 + 64), "SRGANAttention")
        self.check(1_558_742, "SRGANAttention")

    def test_rrdbnet_has_the_published_count(self) -> None:
        # A dense block: 9·(64 + 96 + 128 + 160)·32 + 4·32 + 9·192·64 + 64 = 239,808; 23·3 of them: 16,546,752
        # conv3 3→64: 1,792; trunk, two enlargements and one at the large size: 4 · 36,928; conv3 64→3: 1,731
        # Wang et al. 2018 say 16.7 M; realesrgan-x4plus has as many.
        self.check(23 * 3 * 239_808 + 1_792 + 4 * 36_928 + 1_731, "RRDBNet")
        self.check(16_697_987, "RRDBNet", scale=4)
        self.check(16_697_987 - 36_928, "RRDBNet", scale=2)

    def test_ddbpn_has_the_published_count(self) -> None:
        # Haris et al. 2018 say 10.4 M at 4x. A unit: 3 · (64·64·k² + 64 + 1), k = 8 at 4x and 6 at 2x; 7 up and 6 down.
        # Bottlenecks 1x1 with PReLU, of 2…6 inputs before up- and of 2…6 before down-projections:
        # 2 · Σ (64·64·i + 64 + 1) for i = 2…6 = 2 · (4,096·20 + 5·65) = 164,490
        # Head: conv3 3→256, PReLU, conv1 256→64, PReLU: 7,168 + 1 + 16,448 + 1 = 23,618; conv3 7·64→3: 12,099
        rest = 164_490 + 23_618 + 12_099
        self.check(13 * 3 * (64 * 64 * 64 + 65) + rest, "D-DBPN", scale=4)
        self.check(10_426_358, "D-DBPN", scale=4)
        self.check(13 * 3 * (64 * 64 * 36 + 65) + rest, "D-DBPN", scale=2)
        self.check(5_953_526, "D-DBPN", scale=2)

    def test_srvgg_has_the_published_count(self) -> None:
        # conv3 3→64, PReLU: 1,792 + 64; 32 × conv3, PReLU: 32 · (36,928 + 64); conv3 64→48: 27,696
        # Real-ESRGAN's realesr-general-x4v3 has as many: 1.21 M.
        self.check(1_856 + 32 * 36_992 + 27_696, "SRVGGNetCompact")
        self.check(1_213_296, "SRVGGNetCompact", scale=4, channels=64, convolutions=32)

        # conv3 3→48, PReLU: 1,344 + 48; 16 × conv3, PReLU: 16 · (20,784 + 48); conv3 48→48: 20,784
        self.check(1_392 + 16 * 20_832 + 20_784, "SRVGGNetCompact", scale=4, channels=48, convolutions=16)
        self.check(355_488, "SRVGGNetCompact", scale=4, channels=48, convolutions=16)

    def test_restorer(self) -> None:
        # conv3 12→64: 6,976; 12 × conv3, PReLU, conv3: 12 · (2·36,928 + 64); conv3 64→12: 6,924
        self.check(6_976 + 12 * 73_920 + 6_924, "Restorer")
        self.check(900_940, "Restorer", channels=64, blocks=12)

    def test_an_unknown_architecture_is_named(self) -> None:
        with self.assertRaisesRegex(ValueError, "There is no architecture 'EDSR': use SRResNet, .*Restorer"):
            registry.build("EDSR")


class ShapeTests(unittest.TestCase):
    def test_every_generator_enlarges_any_size_by_its_scale(self) -> None:
        for name, constants in SMALL.items():
            for scale in (2, 4):
                network = built(name, scale=scale, **constants)
                for height, width in ((8, 8), (7, 13), (1, 5)):
                    with self.subTest(name=name, scale=scale, height=height, width=width):
                        result = drawn(network, torch.rand(2, 3, height, width))
                        self.assertEqual(result.shape, (2, 3, scale * height, scale * width))
                self.assertEqual(network.scale, scale)

    def test_the_restorer_keeps_even_sizes(self) -> None:
        network = built("Restorer", **RESTORER)
        self.assertEqual(drawn(network, torch.rand(2, 3, 6, 10)).shape, (2, 3, 6, 10))
        self.assertEqual(network.scale, 1)

    def test_other_scales_are_refused(self) -> None:
        for name in ("SRResNet", "SRGANAttention", "RRDBNet", "D-DBPN"):
            with self.subTest(name=name), self.assertRaisesRegex(ValueError, "enlarges 2 or 4 times, not 3"):
                registry.build(name, scale=3)


class BeginningTests(unittest.TestCase):
    def inner(self, picture: Tensor, scale: int) -> Tensor:
        border = BORDER * scale
        return picture[:, :, border:-border, border:-border]

    def test_what_a_fresh_generator_carries_is_the_linear_interpolation(self) -> None:
        picture = blob(28, 24, 13, 11, 3)
        for name, constants in SMALL.items():
            for scale in (2, 4):
                with self.subTest(name=name, scale=scale):
                    result = drawn(silent(name, scale=scale, **constants), picture)
                    linear = interpolate(picture, scale_factor=scale, mode="bilinear", align_corners=False)
                    if name == "SRVGGNetCompact":
                        # Its last step adds the input as squares, which is the interpolation of its paper.
                        torch.testing.assert_close(result, nearest(picture, scale))
                    elif name == "RRDBNet" and scale == 4:
                        # Squares of four pixels, smoothed by a window of three: steps are left.
                        self.assertLess(float((self.inner(result - linear, scale)).abs().max()), 0.03)
                    else:
                        inner = self.inner(linear, scale)
                        torch.testing.assert_close(self.inner(result, scale), inner, rtol=0, atol=1e-5)

    def test_no_fresh_generator_shifts_the_picture(self) -> None:
        picture = blob(40, 36, 21.3, 16.8, 2.5)
        for name, constants in SMALL.items():
            for scale in (2, 4):
                with self.subTest(name=name, scale=scale):
                    # Cut, since what zero padding darkens is no part of the spot.
                    result = self.inner(drawn(silent(name, scale=scale, **constants), picture), scale)
                    row, column = centre(result)
                    self.assertAlmostEqual(row / scale + BORDER, 21.3, delta=0.01)
                    self.assertAlmostEqual(column / scale + BORDER, 16.8, delta=0.01)

    def test_the_noise_of_a_beginning_leaves_the_picture_to_be_seen(self) -> None:
        picture = blob(28, 24, 13, 11, 3)
        for name in DEEP:
            with self.subTest(name=name):
                result = drawn(built(name, scale=2, **SMALL[name]), picture)
                carried = drawn(silent(name, scale=2, **SMALL[name]), picture)
                difference = self.inner(result - carried, 2).abs().mean()
                self.assertGreater(float(difference), 0)
                self.assertLess(float(difference), 0.12)

    def test_a_fresh_restorer_changes_nothing(self) -> None:
        picture = torch.rand(1, 3, 12, 16)
        self.assertTrue(torch.equal(drawn(built("Restorer", **RESTORER), picture), picture))

    def test_a_fresh_generator_learns_in_all_of_its_layers(self) -> None:
        # What begins as nothing must not keep what lies before it from learning for ever.
        for name, constants in (SMALL | {"Restorer": RESTORER}).items():
            with self.subTest(name=name):
                network = built(name, **constants).train()
                side = 12 * network.scale
                picture, wanted = torch.rand(2, 3, 12, 12), torch.rand(2, 3, side, side)
                optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
                for _ in range(4):
                    optimizer.zero_grad()
                    (network(picture) - wanted).abs().mean().backward()
                    optimizer.step()
                still = [name for name, parameter in network.named_parameters() if not parameter.grad.abs().sum() > 0]
                self.assertEqual(still, [])


class DepthTests(unittest.TestCase):
    def test_growing_into_fresh_blocks_keeps_the_picture(self) -> None:
        for name in [*DEEP, "Restorer"]:
            network = built(name, **SMALL.get(name, RESTORER))
            picture = torch.rand(1, 3, 8, 10)
            whole = network.depth
            with self.subTest(name=name):
                network.grow(1)
                shallow = drawn(network, picture)
                network.grow(whole)
                torch.testing.assert_close(drawn(network, picture), shallow, rtol=0, atol=1e-5)

    def test_only_so_many_blocks_take_part(self) -> None:
        for name in ("SRResNet", "SRGANAttention", "RRDBNet", "Restorer"):
            with self.subTest(name=name):
                network = built(name, **SMALL.get(name, RESTORER))
                network.grow(1)
                network.train()(torch.rand(1, 3, 8, 8)).mean().backward()
                self.assertIsNotNone(next(network.blocks[0].parameters()).grad)
                self.assertIsNone(next(network.blocks[1].parameters()).grad)

    def test_growing_there_and_back_keeps_rrdbnets_weights(self) -> None:
        network = built("RRDBNet", **SMALL["RRDBNet"])
        before = network.trunk.weight.clone()
        network.grow(1)
        self.assertFalse(torch.allclose(network.trunk.weight, before))
        network.grow(2)
        torch.testing.assert_close(network.trunk.weight, before)


class RadiusTests(unittest.TestCase):
    """A change of one input pixel changes nothing further away than `radius`, and something as far away as that."""

    def reached(self, network: nn.Module) -> int:
        """How many input pixels to the left of a change something changes, where every weight counts."""
        for parameter in network.parameters():
            # Positive weights cannot cancel each other, and no activation cuts anything off.
            nn.init.constant_(parameter, 0.01)
        width = 4 * network.radius + 4
        picture = torch.full((1, 3, 4, width), 0.5, dtype=torch.float64)
        reach = []
        network = network.double()
        for column in (width // 2, width // 2 + 1):
            changed = picture.clone()
            changed[:, :, :, column] = 1e6
            difference = (drawn(network, changed) - drawn(network, picture)).abs().amax((0, 1, 2))
            columns = difference.nonzero().flatten() // network.scale
            reach.append(max(column - int(columns.min()), int(columns.max()) - column))
        return max(reach)

    def test_srvgg(self) -> None:
        # One pixel for each 3x3 convolution: the first, those of the body and the last.
        for convolutions in (1, 4):
            network = registry.build("SRVGGNetCompact", scale=2, channels=4, convolutions=convolutions)
            self.assertEqual(network.radius, convolutions + 2)
            self.assertEqual(self.reached(network), network.radius)
        self.assertEqual(registry.build("SRVGGNetCompact", channels=64, convolutions=32).radius, 34)
        self.assertEqual(registry.build("SRVGGNetCompact", channels=48, convolutions=16).radius, 18)

    def test_restorer(self) -> None:
        # At half the size: the first and the last convolution reach 1, a block its dilation and 1; a pixel more for
        # the square that a pixel lies in.
        for blocks in (1, 2, 4):
            network = registry.build("Restorer", channels=4, blocks=blocks)
            self.assertEqual(network.radius, 2 * (2 + sum((2, 3, 2, 5)[:blocks])) + 1)
            self.assertEqual(self.reached(network), network.radius)
        self.assertEqual(registry.build("Restorer").radius, 2 * (2 + 2 * (2 + 3 + 2 + 5 + 2 + 3)) + 1)


class AttentionTests(unittest.TestCase):
    def test_each_channel_is_weighed_by_the_sigmoid_of_what_its_averages_say(self) -> None:
        attention = ChannelAttention(32)
        features = torch.rand(2, 32, 5, 7)
        first, second = attention.factors[1], attention.factors[3]
        averages = features.mean((2, 3))
        hidden = (averages @ first.weight[:, :, 0, 0].T + first.bias).clamp(min=0)
        factors = 1 / (1 + torch.exp(-(hidden @ second.weight[:, :, 0, 0].T + second.bias)))
        with torch.no_grad():
            torch.testing.assert_close(attention(features), features * factors[:, :, None, None])
        self.assertEqual(first.out_channels, 2)

    def test_with_weights_of_nothing_every_factor_is_a_half(self) -> None:
        attention = ChannelAttention(16)
        for parameter in attention.parameters():
            nn.init.zeros_(parameter)
        features = torch.rand(1, 16, 4, 4)
        torch.testing.assert_close(attention(features), features / 2)


if __name__ == "__main__":
    unittest.main()

import argparse
import contextlib
import hashlib
import io
import tempfile
import unittest
import warnings
from pathlib import Path

import numpy as np
import onnx
import support  # noqa: F401
import torch
from architectures import registry
from exporting import command, onnx_file
from exporting.folding import folded
from learning import checkpoint
from onnx import numpy_helper
from torch import nn

SMALL = {
    "SRResNet": {"scale": 2, "channels": 16, "blocks": 2},
    "SRGANAttention": {"scale": 2, "channels": 16, "blocks": 2},
    "RRDBNet": {"scale": 2, "channels": 16, "blocks": 1, "growth": 16},
    "D-DBPN": {"scale": 2, "channels": 16, "first": 32, "stages": 3},
    "SRVGGNetCompact": {"scale": 4, "channels": 16, "convolutions": 2},
    "Restorer": {"channels": 16, "blocks": 2},
}
DESCRIPTION = {"name": "Photograph", "purpose": "other", "network": "SRResNet", "licence": "MIT"}


def fresh(name: str) -> nn.Module:
    """A generator as it begins: many of its weights are equal, such as biases of nothing and slopes of PReLU."""
    torch.manual_seed(1)
    return registry.build(name, **SMALL[name]).eval()


def trained(name: str, seed: int = 2) -> nn.Module:
    """One whose weights and statistics all are different."""
    network = fresh(name)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn(parameter.shape, generator=generator) * 0.05)
        for buffer in network.buffers():
            if buffer.is_floating_point():
                buffer.add_(torch.rand(buffer.shape, generator=generator) * 0.3)
    return network


def written(network: nn.Module) -> onnx.ModelProto:
    """The file of a generator, read back."""
    return onnx.load_model_from_string(onnx_file.write(network, "tried", DESCRIPTION))


def without_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """A model with everything but the numbers of its initialisers."""
    for tensor in model.graph.initializer:
        tensor.ClearField("raw_data")
    return model


def sizes(value: onnx.ValueInfoProto) -> list[object]:
    """The axes of an input or output: their names where they are open."""
    return [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim]


class OnnxTests(unittest.TestCase):
    def setUp(self) -> None:
        # What PyTorch tells about its own inference of shapes helps nobody.
        quiet = warnings.catch_warnings()
        quiet.__enter__()
        self.addCleanup(quiet.__exit__, None, None, None)
        warnings.simplefilter("ignore")


class FileTests(OnnxTests):
    def test_every_architecture_is_written_whole(self) -> None:
        for name in SMALL:
            with self.subTest(name=name):
                model = written(trained(name))
                onnx.checker.check_model(model, full_check=True)
                self.assertEqual([(entry.domain, entry.version) for entry in model.opset_import], [("", 13)])
                self.assertEqual([value.name for value in model.graph.input], ["input"])
                self.assertEqual([value.name for value in model.graph.output], ["output"])
                self.assertEqual(sizes(model.graph.input[0]), ["batch", 3, "height", "width"])
                self.assertEqual(sizes(model.graph.output[0]), ["batch", 3, "scaled_height", "scaled_width"])
                self.assertEqual(model.graph.name, "tried")
                ends = (*model.graph.input, *model.graph.output)
                self.assertEqual({value.type.tensor_type.elem_type for value in ends}, {onnx.TensorProto.FLOAT})

    def test_nothing_in_it_holds_the_size_that_it_was_traced_at(self) -> None:
        # A size of its own, or its half or double, in a constant would be one that other pictures do not have.
        traced = {onnx_file.SIDE * factor for factor in (0.5, 1, 2, 4)}
        for name in SMALL:
            with self.subTest(name=name):
                for node in written(trained(name)).graph.node:
                    if node.op_type == "Constant":
                        held = numpy_helper.to_array(node.attribute[0].t).flatten().tolist()
                        self.assertTrue(traced.isdisjoint(held), held)

    def test_batch_normalisation_and_what_does_nothing_are_gone(self) -> None:
        for name in SMALL:
            for network in (fresh(name), trained(name)):
                with self.subTest(name=name):
                    kinds = {node.op_type for node in written(network).graph.node}
                    self.assertTrue(kinds.isdisjoint({"BatchNormalization", "Identity", "Dropout"}), kinds)
                    self.assertIn("Conv", kinds)

    def test_long_weights_are_stored_in_half_precision(self) -> None:
        network = trained("SRGANAttention")
        model = written(network)
        expected = onnx_file.rounded(network).state_dict()
        casts = {node.input[0]: node.output[0] for node in model.graph.node if node.op_type == "Cast"}
        for tensor in model.graph.initializer:
            values = numpy_helper.to_array(tensor)
            if tensor.data_type == onnx.TensorProto.INT64:
                continue
            self.assertEqual(values.dtype, np.float16 if values.size >= 16 else np.float32, tensor.name)
            self.assertEqual(tensor.name in casts, values.size >= 16, tensor.name)
            name = casts.get(tensor.name, tensor.name)
            if name in expected:
                np.testing.assert_array_equal(values.astype(np.float32), expected[name].numpy())
        self.assertIn("blocks.1.branch.3.weight", casts.values())
        self.assertIn("tail.bias", {tensor.name for tensor in model.graph.initializer})

    def test_it_says_what_it_is(self) -> None:
        model = written(trained("Restorer"))
        said = {entry.key: entry.value for entry in model.metadata_props}
        self.assertEqual(said, {"enlarger." + key: value for key, value in DESCRIPTION.items()})
        self.assertEqual(model.producer_name, "enlarger")

    def test_the_same_weights_give_the_same_bytes(self) -> None:
        for name in SMALL:
            with self.subTest(name=name):
                network = trained(name)
                first = onnx_file.write(network, "tried", DESCRIPTION)
                self.assertEqual(first, onnx_file.write(network, "tried", dict(reversed(DESCRIPTION.items()))))
                self.assertEqual(first, onnx_file.write(trained(name), "tried", DESCRIPTION))

    def test_files_of_one_architecture_differ_in_their_numbers_only(self) -> None:
        # Else twins could not be interpolated; a fresh one is the worst case, since PyTorch shares what is equal.
        for name in SMALL:
            with self.subTest(name=name):
                beginning, one, other = written(fresh(name)), written(trained(name)), written(trained(name, seed=3))
                numbers = [[tensor.raw_data for tensor in model.graph.initializer] for model in (beginning, one, other)]
                self.assertEqual(len({len(weights) for weights in numbers}), 1)
                self.assertEqual({tuple(map(len, weights)) for weights in numbers}, {tuple(map(len, numbers[0]))})
                self.assertTrue(all(mine != theirs for mine, theirs in zip(numbers[1], numbers[2])))
                self.assertEqual(without_weights(one), without_weights(other))
                self.assertEqual(without_weights(one), without_weights(beginning))

    def test_every_initialiser_keeps_its_numbers_as_raw_data(self) -> None:
        for tensor in written(fresh("SRResNet")).graph.initializer:
            self.assertGreater(len(tensor.raw_data), 0, tensor.name)

    def test_each_is_read_once(self) -> None:
        for name in SMALL:
            with self.subTest(name=name):
                graph = written(fresh(name)).graph
                read = [reader for node in graph.node for reader in node.input]
                self.assertEqual([tensor.name for tensor in graph.initializer if read.count(tensor.name) != 1], [])

    def test_the_network_itself_stays_as_it_is(self) -> None:
        network = trained("SRResNet")
        before = {name: value.clone() for name, value in network.state_dict().items()}
        onnx_file.write(network, "tried", DESCRIPTION)
        for name, value in network.state_dict().items():
            self.assertTrue(torch.equal(value, before[name]), name)


class RoundedTests(unittest.TestCase):
    def test_folding_changes_no_picture(self) -> None:
        for name in SMALL:
            network = trained(name)
            with self.subTest(name=name), torch.no_grad():
                picture = torch.rand(1, 3, 8, 8)
                torch.testing.assert_close(folded(network)(picture), network(picture), rtol=1e-4, atol=1e-4)

    def test_rounding_changes_it_by_less_than_a_step_of_eight_bits(self) -> None:
        for name in SMALL:
            network = fresh(name)
            with self.subTest(name=name), torch.no_grad():
                picture = torch.rand(1, 3, 8, 8)
                difference = (onnx_file.rounded(network)(picture) - network(picture)).abs().max()
                self.assertLess(float(difference), 1 / 255)

    def test_short_weights_stay_exact(self) -> None:
        network = trained("SRResNet")
        exact, rounded = folded(network).state_dict(), onnx_file.rounded(network).state_dict()
        self.assertTrue(torch.equal(rounded["tail.bias"], exact["tail.bias"]))
        self.assertTrue(torch.equal(rounded["tail.weight"], exact["tail.weight"].half().float()))
        self.assertFalse(torch.equal(rounded["tail.weight"], exact["tail.weight"]))


class CommandTests(OnnxTests):
    def test_a_stage_becomes_a_file_that_says_what_it_is(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            weights, output = Path(folder, "run", "fidelity.pt"), Path(folder, "models", "tried-x2.onnx")
            generator = {"name": "SRResNet", **SMALL["SRResNet"]}
            network = trained("SRResNet")
            config = {"name": "tried-x2", "title": "Tried", "purpose": "photo-fast", "licence": "MIT"}
            checkpoint.save(weights, {"weights": network.state_dict(), "config": config | {"generator": generator}})
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                command.run(argparse.Namespace(weights=weights, output=output))
            content = output.read_bytes()
            labels = {"name": "Tried", "purpose": "photo-fast", "network": "SRResNet", "licence": "MIT"}
            self.assertEqual(content, onnx_file.write(network, "tried-x2", labels))
            self.assertIn(f"{registry.parameters(network):,} parameters, {len(content):,} bytes", said.getvalue())
            self.assertIn(hashlib.sha256(content).hexdigest(), said.getvalue())


if __name__ == "__main__":
    unittest.main()

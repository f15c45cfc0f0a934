"""A generator as an ONNX file: dynamic height and width, weights stored in half precision, computed in single."""

import copy
import inspect
import io
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import nn

from exporting.folding import folded

OPSET = 13
INPUT = "input"
OUTPUT = "output"

# Shorter ones (shapes, scales, single slopes) are not worth a node.
SHORTEST = 16

# Any size that the network takes: the file holds none.
SIDE = 32

# What a description is called inside the file.
PREFIX = "enlarger."


def rounded(network: nn.Module) -> nn.Module:
    """The network that the file holds: folded, its long weights rounded to half precision; to compare with."""
    result = folded(network)
    with torch.no_grad():
        for parameter in result.parameters():
            if parameter.numel() >= SHORTEST:
                parameter.copy_(parameter.half().float())
    return result.requires_grad_(False)


def write(network: nn.Module, name: str, description: dict[str, str]) -> bytes:
    """The file of a generator, N×3×H×W, 0..1; `description` is kept in it, for `enlarger models add`."""
    model = onnx.load_model_from_string(_exported(rounded(network)))
    _unshare(model.graph)
    _store_in_half(model.graph)
    model.graph.name = name
    model.producer_name, model.producer_version = "enlarger", ""
    for key, value in sorted(description.items()):
        model.metadata_props.add(key=PREFIX + key, value=value)
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def _exported(network: nn.Module) -> bytes:
    options = {
        "opset_version": OPSET,
        "input_names": [INPUT],
        "output_names": [OUTPUT],
        "dynamic_axes": {INPUT: {0: "batch", 2: "height", 3: "width"}, OUTPUT: {0: "batch", 2: "scaled_height", 3: "scaled_width"}},
    }

    # PyTorch 2.9 and newer would write it by another way, which wants packages of its own.
    if "dynamo" in inspect.signature(torch.onnx.export).parameters:
        options["dynamo"] = False
    buffer = io.BytesIO()
    torch.onnx.export(network.cpu(), torch.zeros(1, 3, SIDE, SIDE), buffer, **options)
    return buffer.getvalue()


def _unshare(graph: onnx.GraphProto) -> None:
    """Gives every layer weights of its own: PyTorch writes equal ones (the zeros of fresh biases) once and hands them on by Identity.

    So all files of an architecture have one structure, and the weights of twins can be interpolated.
    """
    initializers = {tensor.name: tensor for tensor in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in initializers:
            own = onnx.TensorProto()
            own.CopyFrom(initializers[node.input[0]])
            own.name = node.output[0]
            initializers[own.name] = own
        else:
            nodes.append(node)
    _replace(graph.node, nodes)
    _replace(graph.initializer, [initializers[name] for name in sorted(initializers)])


def _replace(field: Any, items: list[Any]) -> None:
    """Fills a repeated field anew."""
    copies = copy.deepcopy(items)
    del field[:]
    field.extend(copies)


def _store_in_half(graph: onnx.GraphProto) -> None:
    """Long float initialisers become half ones, each with a cast before its readers."""
    casts = []
    for index, tensor in enumerate(graph.initializer):
        if tensor.data_type != onnx.TensorProto.FLOAT or int(np.prod(tensor.dims)) < SHORTEST:
            continue
        name = tensor.name
        half = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), name + ".half")
        graph.initializer[index].CopyFrom(half)
        casts.append(helper.make_node("Cast", [half.name], [name], name=name + ".cast", to=onnx.TensorProto.FLOAT))
    _replace(graph.node, casts + list(graph.node))

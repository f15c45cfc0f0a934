"""`export`: a trained generator as an ONNX file."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

from torch import nn

from architectures import registry
from exporting import onnx_file
from learning import checkpoint


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    parser.add_argument("weights", type=Path, help="the weights that a stage left: RUNS/NAME/STAGE.pt")
    parser.add_argument("--output", type=Path, required=True, help="the ONNX file to write")


def run(arguments: argparse.Namespace) -> None:
    """Writes the file and says what is in it."""
    network = write(checkpoint.load(arguments.weights), arguments.output)
    model = arguments.output.read_bytes()
    digest = hashlib.sha256(model).hexdigest()
    print(f"{arguments.output}: {registry.parameters(network):,} parameters, {len(model):,} bytes, SHA-256 {digest}")


def write(content: dict[str, Any], output: Path) -> nn.Module:
    """Writes the ONNX file of what a stage left; the network in it."""
    config = content["config"]
    network = registry.build(**config["generator"])
    network.load_state_dict(content["weights"])
    description = {
        "name": config["title"],
        "purpose": config["purpose"],
        "network": config["generator"]["name"],
        "licence": config["licence"],
    }
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(onnx_file.write(network, config["name"], description))
    return network

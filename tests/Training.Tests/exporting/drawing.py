"""Writes a generator with made-up weights as ONNX, a picture, and what PyTorch draws of it: GENERATOR CONSTANTS(JSON) FOLDER.

The C# test beside runs the same file through the plug-in. Pictures are H×W×3 floats, little-endian, red first.
"""

import json
import sys
from pathlib import Path

import numpy as np
import support  # noqa: F401
import torch
from torch import nn

from architectures import registry
from architectures.beginnings import nearest
from exporting import onnx_file

WIDTH, HEIGHT = 44, 30
STEPS = 60


def made_up(name: str, constants: dict) -> nn.Module:
    """A generator that has learned for some steps to repeat pixels: enough to keep colours, and to have no weight left as it began."""
    torch.manual_seed(6)
    network = registry.build(name, **constants)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    for _ in range(STEPS):
        flat, noise = torch.rand(8, 3, 1, 1), torch.rand(8, 3, 12, 12)
        picture = flat + 0.3 * (noise - 0.5)
        loss = (network(picture) - nearest(picture, network.scale)).abs().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return network.eval()


def main() -> None:
    name, constants, folder = sys.argv[1], json.loads(sys.argv[2]), Path(sys.argv[3])
    network = made_up(name, constants)
    (folder / "generator.onnx").write_bytes(onnx_file.write(network, "made-up", {"name": name, "purpose": "other", "network": name, "licence": "MIT"}))
    # Noise, in which Restore blur finds no blur that it would take away by itself.
    picture = np.random.default_rng(6).uniform(0.25, 0.75, (HEIGHT, WIDTH, 3)).astype("<f4")
    with torch.no_grad():
        drawn = onnx_file.rounded(network)(torch.from_numpy(picture).permute(2, 0, 1)[None])
    picture.tofile(folder / "picture.raw")
    drawn[0].permute(1, 2, 0).numpy().astype("<f4").tofile(folder / "drawn.raw")


if __name__ == "__main__":
    main()

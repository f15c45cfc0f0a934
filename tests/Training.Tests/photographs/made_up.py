"""Made-up photographs, packages and resource files."""

import io
import struct
import subprocess
import zlib
from pathlib import Path

import numpy as np
from PIL import Image


def photograph(width: int, height: int, detailed: float = 1.0, seed: int = 1) -> Image.Image:
    """A picture that shows detail in a part of its width, from the left, and is a smooth slope in the rest."""
    slope = np.broadcast_to(np.linspace(60, 180, width)[None, :, None], (height, width, 3)).copy()
    columns = round(width * detailed)
    # Blocks of 4 x 4 pixels, so that the detail outlives a reduction.
    blocks = np.random.default_rng(seed).integers(0, 255, (height // 4 + 1, columns // 4 + 1, 3))
    slope[:, :columns] = blocks.repeat(4, axis=0).repeat(4, axis=1)[:height, :columns]
    return Image.fromarray(slope.astype(np.uint8))


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The picture as a file's bytes."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def resource_file(files: dict[str, bytes], compressed: bool = False) -> bytes:
    """A Qt resource file (version 1) with files in one folder, "resource"."""
    names, contents = b"", b""
    nodes = [struct.pack(">IHII", 0, 2, 1, 1), struct.pack(">IHII", 0, 2, len(files), 2)]
    for name in ("resource", *files):
        start = len(names)
        names += struct.pack(">HI", len(name), 0) + name.encode("utf-16-be")
        if name in files:
            data = struct.pack(">I", len(files[name])) + zlib.compress(files[name]) if compressed else files[name]
            nodes.append(struct.pack(">IHHHI", start, 1 if compressed else 0, 0, 0, len(contents)))
            contents += struct.pack(">I", len(data)) + data
    tree = b"".join(nodes)
    header = struct.pack(">4sIIII", b"qres", 1, 20, 20 + len(tree), 20 + len(tree) + len(contents))
    return header + tree + contents + names


def package(name: str, files: dict[str, bytes], folder: Path) -> Path:
    """A Debian package with the files, in a folder."""
    root = folder / f"{name}-root"
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    control = root / "DEBIAN" / "control"
    control.parent.mkdir(parents=True)
    control.write_text(
        f"Package: {name}\nVersion: 1.0\nArchitecture: all\n"
        "Maintainer: Nobody <nobody@example.org>\nDescription: made up\n"
    )
    built = folder / f"{name}_1.0_all.deb"
    subprocess.run(
        ["dpkg-deb", "--build", "-Znone", "--root-owner-group", str(root), str(built)], check=True, capture_output=True
    )
    return built

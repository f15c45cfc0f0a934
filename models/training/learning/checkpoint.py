"""Files that training can go on from; written beside and renamed, so that a killed run leaves a whole one."""

import os
from pathlib import Path
from typing import Any

import torch


def save(path: Path, content: dict[str, Any]) -> None:
    """Writes a checkpoint in the place of an older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".partial")
    torch.save(content, beside)
    os.replace(beside, path)


def load(path: Path) -> dict[str, Any]:
    """Reads a checkpoint onto the processor."""
    return torch.load(path, map_location="cpu")

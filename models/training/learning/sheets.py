"""Sample sheets: a row for each picture, what was given on the left, the truth on the right."""

from pathlib import Path

import numpy as np
from PIL import Image

GAP = 4


def write(path: Path, columns: list[list[np.ndarray]]) -> None:
    """Writes columns of pictures, H×W×3 bytes, as one PNG; the smaller ones of a row are enlarged pixel by pixel to the largest."""
    rows = []
    for pictures in zip(*columns):
        height = max(picture.shape[0] for picture in pictures)
        cells = [np.kron(picture, np.ones((height // picture.shape[0],) * 2 + (1,), np.uint8)) for picture in pictures]
        rows.append(np.concatenate([np.pad(cell, ((0, GAP), (0, GAP), (0, 0)), constant_values=255) for cell in cells], 1))
    width = max(row.shape[1] for row in rows)
    sheet = np.concatenate([np.pad(row, ((0, 0), (0, width - row.shape[1]), (0, 0)), constant_values=255) for row in rows])
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(sheet[:-GAP, :-GAP]).save(path)

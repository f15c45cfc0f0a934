"""Baseline JPEG without the file: colour transform, chroma subsampling, 8x8 DCT, quantisation and back, with a quality
per sample.

The Huffman coding loses nothing and is left out. Tables and their scaling by quality as in the Independent JPEG Group's
library (jcparam.c); chroma is brought back up as that library does it ("fancy upsampling").
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

_LUMA_TABLE = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
_CHROMA_TABLE = (
    (17, 18, 24, 47, 99, 99, 99, 99),
    (18, 21, 26, 66, 99, 99, 99, 99),
    (24, 26, 56, 99, 99, 99, 99, 99),
    (47, 66, 99, 99, 99, 99, 99, 99),
    *((99,) * 8,) * 4,
)
# JFIF: Rec. 601 over the full range.
_TO_YCBCR = ((0.299, 0.587, 0.114), (-0.168736, -0.331264, 0.5), (0.5, -0.418688, -0.081312))
_TO_RGB = ((1.0, 0.0, 1.402), (1.0, -0.344136, -0.714136), (1.0, 1.772, 0.0))


def jpeg(batch: Tensor, quality: Tensor, subsampled: Tensor) -> Tensor:
    """The batch after a JPEG of a quality (N, 1..100), with chroma at half the size (4:2:0) where `subsampled` (N) is
    true, else 4:4:4.
    """
    result = torch.empty_like(batch)
    for half in (False, True):
        chosen = torch.nonzero(subsampled == half).flatten()
        if len(chosen):
            result[chosen] = _code(batch[chosen].float(), quality[chosen].float(), half).to(batch.dtype)
    return result


def quantization_tables(quality: Tensor) -> tuple[Tensor, Tensor]:
    """The tables of luma and chroma (each N x 8 x 8) for qualities of 1..100."""
    quality = quality.clamp(1, 100)
    scale = torch.where(quality < 50, torch.floor(5000 / quality), 200 - 2 * quality)[:, None, None]
    return tuple(
        torch.floor((torch.tensor(table, dtype=torch.float32, device=quality.device) * scale + 50) / 100).clamp(1, 255)
        for table in (_LUMA_TABLE, _CHROMA_TABLE)
    )


def _code(batch: Tensor, quality: Tensor, half: bool) -> Tensor:
    height, width = batch.shape[-2:]
    unit = 16 if half else 8
    padded = F.pad((batch.clamp(0, 1) * 255).round(), (0, -width % unit, 0, -height % unit), mode="replicate")
    ycbcr = _transform(padded, _TO_YCBCR).round() - padded.new_tensor((128.0, 0.0, 0.0))[:, None, None]
    luma_table, chroma_table = quantization_tables(quality.round())
    luma = _quantize(ycbcr[:, :1], luma_table)
    chroma = ycbcr[:, 1:]
    if half:
        quarter = _quantize(F.avg_pool2d(chroma, 2).round(), chroma_table)
        chroma = F.interpolate(quarter, scale_factor=2, mode="bilinear", align_corners=False)
    else:
        chroma = _quantize(chroma, chroma_table)
    rgb = _transform(torch.cat((luma + 128, chroma.round()), dim=1), _TO_RGB)
    return rgb[..., :height, :width].round().clamp(0, 255) / 255


def _quantize(plane: Tensor, tables: Tensor) -> Tensor:
    """Planes around 0 after the rounding of their DCT coefficients to multiples of the table's entries, as 8-bit
    values.
    """
    count, channels, height, width = plane.shape
    transform = _dct_matrix(plane.device)
    blocks = plane.reshape(count, channels, height // 8, 8, width // 8, 8).transpose(3, 4)
    table = tables[:, None, None, None]
    coefficients = torch.round(transform @ blocks @ transform.T / table) * table
    restored = (transform.T @ coefficients @ transform).round().clamp(-128, 127)
    return restored.transpose(3, 4).reshape(count, channels, height, width)


def _dct_matrix(device: torch.device) -> Tensor:
    """The orthonormal DCT-II of 8 values, a frequency a row."""
    frequency, sample = torch.arange(8.0, device=device)[:, None], torch.arange(8.0, device=device)[None, :]
    matrix = torch.cos((2 * sample + 1) * frequency * math.pi / 16) / 2
    matrix[0] /= math.sqrt(2)
    return matrix


def _transform(batch: Tensor, matrix: tuple[tuple[float, ...], ...]) -> Tensor:
    return torch.einsum("oc,nchw->nohw", batch.new_tensor(matrix), batch)

"""The benchmark pictures of the papers, as SelfExSR (CVPR 2015) published them."""

from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from measuring import quality
from photographs.pictures import decode

SETS = ("Set5", "Set14")


@dataclass(frozen=True)
class Pair:
    """A picture file and its bicubic reduction."""

    given: Path
    sharp: Path


@dataclass(frozen=True)
class Score:
    """PSNR in dB and SSIM, both on Y, as means over a set."""

    psnr: float
    ssim: float

    def __str__(self) -> str:
        # As the papers print it, without the zero.
        return f"{self.psnr:.2f} / {self.ssim:.4f}".replace("/ 0.", "/ .")


def pairs(place: Path, name: str, scale: int) -> list[Pair]:
    """The pictures of a set at a scale: SetN/image_SRF_S/img_NNN_SRF_S_LR.png and _HR.png."""
    folder = place / name / f"image_SRF_{scale}"
    given = sorted(folder.glob("img_*_LR.png"))
    found = [Pair(path, path.with_name(path.name.replace("_LR", "_HR"))) for path in given]
    if not found:
        files = f"img_NNN_SRF_{scale}_LR.png and _HR.png"
        raise SystemExit(f"There are no pictures of {name} at {scale}x: {folder} should hold {files}.")
    for pair in found:
        if not pair.sharp.exists():
            raise SystemExit(f"{pair.given} has no sharp picture beside it: {pair.sharp.name}.")
    return found


def score(results: list[Path], wanted: list[Pair], scale: int) -> Score:
    """How near enlarged pictures come to the sharp ones, `scale` pixels cut at each border."""
    pictures = [(decode(result), decode(pair.sharp)) for result, pair in zip(results, wanted)]
    return Score(
        fmean(quality.psnr_y(mine, sharp, scale) for mine, sharp in pictures),
        fmean(quality.ssim_y(mine, sharp, scale) for mine, sharp in pictures),
    )

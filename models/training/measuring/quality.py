"""PSNR and SSIM as publications on super-resolution give them: on the luma of BT.601, without the border.

Pictures are H×W×3 bytes of RGB.
"""

import numpy as np

PEAK = 255.0

# BT.601 in 8 bits: black is 16, white 235.
LUMA = np.array((65.481, 128.553, 24.966)) / PEAK
BLACK = 16.0

# Wang, Bovik, Sheikh and Simoncelli 2004.
WINDOW = 11
DEVIATION = 1.5
C1 = (0.01 * PEAK) ** 2
C2 = (0.03 * PEAK) ** 2


def to_y(picture: np.ndarray) -> np.ndarray:
    """The luma of BT.601, H×W, 16..235, as MATLAB's rgb2ycbcr gives it for real numbers: without rounding."""
    return BLACK + picture.astype(np.float64) @ LUMA


def psnr_y(a: np.ndarray, b: np.ndarray, border: int = 0) -> float:
    """The peak signal-to-noise ratio of the luma in dB, 10 log₁₀ 255²/E(a − b)²; infinite for equals.

    `border` pixels on each side do not count.
    """
    first, second = _lumas(a, b, border)
    error = np.mean((first - second) ** 2)
    return float("inf") if error == 0 else float(10 * np.log10(PEAK**2 / error))


def ssim_y(a: np.ndarray, b: np.ndarray, border: int = 0) -> float:
    """The structural similarity of the luma (Wang et al. 2004), at most 1, without `border` pixels on each side.

    The mean over all places where a Gaussian window of 11×11 pixels, σ = 1.5, lies wholly inside.
    """
    first, second = _lumas(a, b, border)
    if min(first.shape) < WINDOW:
        raise ValueError(f"The similarity takes pictures of at least {WINDOW}x{WINDOW} pixels inside of the border.")
    mean_a, mean_b = _weigh(first), _weigh(second)
    variance_a = _weigh(first**2) - mean_a**2
    variance_b = _weigh(second**2) - mean_b**2
    covariance = _weigh(first * second) - mean_a * mean_b
    luminance = (2 * mean_a * mean_b + C1) / (mean_a**2 + mean_b**2 + C1)
    structure = (2 * covariance + C2) / (variance_a + variance_b + C2)
    return float(np.mean(luminance * structure))


def _lumas(a: np.ndarray, b: np.ndarray, border: int) -> tuple[np.ndarray, np.ndarray]:
    if a.shape != b.shape:
        raise ValueError(f"Pictures of the shapes {a.shape} and {b.shape} cannot be compared.")
    height, width = a.shape[:2]
    inner = slice(border, height - border), slice(border, width - border)
    return to_y(a[inner]), to_y(b[inner])


def _weigh(values: np.ndarray) -> np.ndarray:
    """The local means under the window."""
    distance = np.arange(WINDOW) - WINDOW // 2
    taps = np.exp(-(distance**2) / (2 * DEVIATION**2))
    taps /= taps.sum()
    for axis in (0, 1):
        places = values.shape[axis] - WINDOW + 1
        values = sum(tap * np.take(values, range(start, start + places), axis) for start, tap in enumerate(taps))
    return values

"""The perceptual measure of validation and of decisions: how differently two pictures look, not their pixels.

LPIPS and DISTS read their features from trained networks whose weights cannot be had here. This stands in for them:
DISTS' formula (Ding, Ma, Wang & Simoncelli 2020), Σ α (1 − texture) + β (1 − structure), with

    texture = (2 μx μy + c) / (μx² + μy² + c)        structure = (2 σxy + c) / (σx² + σy² + c)

over the maps of a fixed bank of filters in place of learned ones. The bank, on luma in sRGB encoding: log-Gabor
filters (Field 1987) of 3 scales and 6 orientations, for each the even response and the magnitude of even and odd
together, which tells how strong a texture is whatever its phase; besides, low passes of luma and of two opponent
colours. As in DISTS' successor (A-DISTS: Ding et al. 2021) the statistics are those of windows, averaged. The weights
are ours, set by hand and fitted to no observers: most weight on texture, so that a plausible texture in another place
is better than none.

0 is the same, lower is better, about 1 has nothing in common. The figures compare with each other alone, never with
published ones.
"""

from collections.abc import Iterator

import numpy as np

# The wavelengths of the scales, in pixels; the first one is about the finest that pixels show in every direction.
WAVELENGTHS = (3.0, 6.0, 12.0)
ORIENTATIONS = 6

# A log-Gabor filter's deviation as a part of its frequency: about an octave and a half wide.
BANDWIDTH = 0.65

# Of the low pass, in pixels.
LOW_PASS_DEVIATION = 6.0

# About the side of a window, in pixels.
WINDOW = 32

# What is too little to be seen, in parts of white: a band's contrast, and a shift of a low pass.
FAINT_BAND = 0.004
FAINT_SHIFT = 0.02

# Which part of the measure is whose.
TEXTURE, STRUCTURE_OF_MAGNITUDE, STRUCTURE_OF_PHASE = 0.6, 0.25, 0.15
SCALE, LOW_LUMA, LOW_COLOR = 0.25, 0.125, 0.0625

# Red, green and blue to luma (BT.601), to red against green, and to yellow against blue.
LUMA = np.array((0.299, 0.587, 0.114))
OPPONENTS = np.array(((0.5, -0.5, 0.0), (0.25, 0.25, -0.5)))


def distance(a: np.ndarray, b: np.ndarray) -> float:
    """How differently two pictures of H×W×3 bytes look; 0 for the same."""
    if a.shape != b.shape:
        raise ValueError(f"Pictures of the shapes {a.shape} and {b.shape} cannot be compared.")
    bank = _Bank(*a.shape[:2])
    first, second = bank.spectra(a), bank.spectra(b)
    total = 0.0
    for band in bank.bands():
        one, other = bank.response(first[0], band), bank.response(second[0], band)
        magnitude, other_magnitude = np.abs(one), np.abs(other)
        total += SCALE / ORIENTATIONS * (
            TEXTURE * (1 - _texture(magnitude, other_magnitude, FAINT_BAND))
            + STRUCTURE_OF_MAGNITUDE * (1 - _structure(magnitude, other_magnitude, FAINT_BAND))
            + STRUCTURE_OF_PHASE * (1 - _structure(one.real, other.real, FAINT_BAND))
        )
    low = bank.low()
    for weight, one, other in zip((LOW_LUMA, LOW_COLOR, LOW_COLOR), first, second):
        one, other = bank.response(one, low).real, bank.response(other, low).real
        total += weight * 0.5 * ((1 - _texture(one, other, FAINT_SHIFT)) + (1 - _structure(one, other, FAINT_SHIFT)))
    return total


class _Bank:
    """The filters for pictures of one size. They work on spectra, of pictures mirrored beyond their borders."""

    def __init__(self, height: int, width: int):
        self.margins = [min(int(2 * WAVELENGTHS[-1]), side - 1) for side in (height, width)]
        rows, columns = (side + 2 * margin for side, margin in zip((height, width), self.margins))
        vertical, horizontal = np.fft.fftfreq(rows)[:, None], np.fft.fftfreq(columns)[None, :]
        self.frequency = np.hypot(vertical, horizontal)
        self.direction = np.arctan2(vertical, horizontal)

    def bands(self) -> Iterator[np.ndarray]:
        """Every scale in every orientation; the response is complex, the even one and the odd one."""
        octaves = np.log(np.maximum(self.frequency, 1e-9))
        for wavelength in WAVELENGTHS:
            radial = np.exp(-((octaves + np.log(wavelength)) ** 2) / (2 * np.log(BANDWIDTH) ** 2))
            for orientation in range(ORIENTATIONS):
                # Half of the spectrum alone makes the response complex; cos⁵ steers six orientations.
                cosine = np.cos(self.direction - np.pi * orientation / ORIENTATIONS)
                yield radial * np.maximum(cosine, 0) ** (ORIENTATIONS - 1)

    def low(self) -> np.ndarray:
        """A Gaussian."""
        return np.exp(-2 * (np.pi * LOW_PASS_DEVIATION * self.frequency) ** 2)

    def spectra(self, picture: np.ndarray) -> list[np.ndarray]:
        """Those of the luma and of the two opponent colours of H×W×3 bytes."""
        colors = picture.astype(np.float64) / 255
        around = [(margin, margin) for margin in self.margins]
        return [np.fft.fft2(np.pad(colors @ weights, around, mode="reflect")) for weights in (LUMA, *OPPONENTS)]

    def response(self, spectrum: np.ndarray, filtering: np.ndarray) -> np.ndarray:
        """H×W complex numbers."""
        whole = np.fft.ifft2(spectrum * filtering)
        return whole[tuple(slice(margin, side - margin) for margin, side in zip(self.margins, whole.shape))]


def _texture(a: np.ndarray, b: np.ndarray, faint: float) -> float:
    """DISTS' texture term, averaged over the windows."""
    mean_a, mean_b = _means(a), _means(b)
    return float(np.mean((2 * mean_a * mean_b + faint**2) / (mean_a**2 + mean_b**2 + faint**2)))


def _structure(a: np.ndarray, b: np.ndarray, faint: float) -> float:
    """DISTS' structure term, averaged over the windows."""
    mean_a, mean_b = _means(a), _means(b)
    variance_a, variance_b = _means(a * a) - mean_a**2, _means(b * b) - mean_b**2
    covariance = _means(a * b) - mean_a * mean_b
    return float(np.mean((2 * covariance + faint**2) / (variance_a + variance_b + faint**2)))


def _means(values: np.ndarray) -> np.ndarray:
    """The mean of each window; windows of about the same size fill the map."""
    for axis in (0, 1):
        side = values.shape[axis]
        count = max(1, round(side / WINDOW))
        edges = np.linspace(0, side, count + 1).astype(int)
        shape = [1, 1]
        shape[axis] = count
        values = np.add.reduceat(values, edges[:-1], axis) / np.diff(edges).reshape(shape)
    return values

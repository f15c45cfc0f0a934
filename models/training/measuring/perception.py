"""The perceptual measure of validation and of decisions: how differently two pictures look, not how their pixels differ.

LPIPS and DISTS read their features from trained networks whose weights cannot be had here. This stands in for them: DISTS'
formula (Ding, Ma, Wang & Simoncelli 2020), Σ α (1 − texture) + β (1 − structure), with

    texture = (2 μx μy + c) / (μx² + μy² + c)        structure = (2 σxy + c) / (σx² + σy² + c)

over the maps of a fixed bank of filters in place of learned ones. The bank, on luma in sRGB encoding: log-Gabor filters
(Field 1987) of 3 scales and 6 orientations, for each the even response and the magnitude of even and odd together, which tells
how strong a texture is whatever its phase; besides, low passes of luma and of two opponent colours. As in DISTS' successor
(A-DISTS: Ding et al. 2021) the statistics are those of windows, averaged. The weights are ours, set by hand and fitted to no
observers: most weight on texture, so that a plausible texture in another place is better than none.

0 is the same, lower is better, about 1 has nothing in common. The figures compare with each other alone, never with published
ones.
"""

from dataclasses import dataclass

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
    first, second = bank.look(a), bank.look(b)
    total = 0.0
    for one, other in zip(first.bands, second.bands):
        magnitude, other_magnitude = np.abs(one), np.abs(other)
        total += SCALE / ORIENTATIONS * (
            TEXTURE * (1 - _texture(magnitude, other_magnitude, FAINT_BAND))
            + STRUCTURE_OF_MAGNITUDE * (1 - _structure(magnitude, other_magnitude, FAINT_BAND))
            + STRUCTURE_OF_PHASE * (1 - _structure(one.real, other.real, FAINT_BAND))
        )
    for weight, one, other in zip((LOW_LUMA, LOW_COLOR, LOW_COLOR), first.lows, second.lows):
        total += weight * 0.5 * ((1 - _texture(one, other, FAINT_SHIFT)) + (1 - _structure(one, other, FAINT_SHIFT)))
    return total


@dataclass(frozen=True)
class _Look:
    """What a picture looks like: complex bands (even and odd response) and low passes, H×W each."""

    bands: list[np.ndarray]
    lows: list[np.ndarray]


class _Bank:
    """The filters for pictures of one size. They work on spectra, of pictures mirrored beyond their borders."""

    def __init__(self, height: int, width: int):
        self.margins = [min(int(2 * WAVELENGTHS[-1]), side - 1) for side in (height, width)]
        rows, columns = (side + 2 * margin for side, margin in zip((height, width), self.margins))
        vertical, horizontal = np.fft.fftfreq(rows)[:, None], np.fft.fftfreq(columns)[None, :]
        frequency = np.hypot(vertical, horizontal)
        direction = np.arctan2(vertical, horizontal)
        self.low = np.exp(-2 * (np.pi * LOW_PASS_DEVIATION * frequency) ** 2)
        octaves = np.log(np.maximum(frequency, 1e-9))
        self.bands = []
        for wavelength in WAVELENGTHS:
            radial = np.exp(-((octaves + np.log(wavelength)) ** 2) / (2 * np.log(BANDWIDTH) ** 2))
            for orientation in range(ORIENTATIONS):
                # Half of the spectrum alone, so that the response is complex; six orientations of cos⁵ can be steered.
                angular = np.maximum(np.cos(direction - np.pi * orientation / ORIENTATIONS), 0) ** (ORIENTATIONS - 1)
                self.bands.append(radial * angular)

    def look(self, picture: np.ndarray) -> _Look:
        """Looks at H×W×3 bytes."""
        colors = picture.astype(np.float64) / 255
        spectrum = self._spectrum(colors @ LUMA)
        lows = [spectrum, *(self._spectrum(colors @ opponent) for opponent in OPPONENTS)]
        return _Look(
            bands=[self._response(spectrum, band) for band in self.bands],
            lows=[self._response(low, self.low).real for low in lows],
        )

    def _spectrum(self, plane: np.ndarray) -> np.ndarray:
        return np.fft.fft2(np.pad(plane, [(margin, margin) for margin in self.margins], mode="reflect"))

    def _response(self, spectrum: np.ndarray, filtering: np.ndarray) -> np.ndarray:
        whole = np.fft.ifft2(spectrum * filtering)
        return whole[tuple(np.s_[margin : side - margin] for margin, side in zip(self.margins, whole.shape))]


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

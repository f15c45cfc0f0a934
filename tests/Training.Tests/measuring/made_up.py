"""A picture to measure with."""

import numpy as np


def photograph_like(height: int = 112, width: int = 144, seed: int = 1) -> np.ndarray:
    """H×W×3 bytes: noise whose spectrum falls as that of photographs does, a bright disk with a sharp edge, stripes."""
    generator = np.random.Generator(np.random.PCG64(seed))
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width)[None, :])
    frequency[0, 0] = np.inf
    planes = []
    for _ in range(3):
        noise = np.fft.ifft2(np.fft.fft2(generator.standard_normal((height, width))) / frequency).real
        planes.append(noise / noise.std())
    # Colours of photographs go together.
    picture = 120 + 35 * planes[0][..., None] + 8 * np.stack(planes, axis=-1)
    y, x = np.mgrid[:height, :width]
    picture[(y - height / 3) ** 2 + (x - width / 3) ** 2 < (height / 5) ** 2] += (50, 40, 20)
    stripes = (y > height * 2 // 3) & (x > width // 2)
    picture[stripes] += 40 * np.sin(x[stripes] * 2 * np.pi / 7)[:, None]
    return picture.round().clip(0, 255).astype(np.uint8)

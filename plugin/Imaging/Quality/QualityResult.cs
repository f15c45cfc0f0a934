namespace Enlarger.Imaging.Quality;

/// <summary>How alike two pictures are.</summary>
/// <param name="Psnr">The peak signal-to-noise ratio over red, green and blue, in decibels; infinite where they are equal.</param>
/// <param name="Ssim">The mean structural similarity of the luma, 1 where it is equal; null for pictures smaller than its window of 11 pixels.</param>
public readonly record struct QualityResult(double Psnr, double? Ssim);

namespace Enlarger.CommandLine.Vips;

/// <summary>How picture files are written.</summary>
/// <param name="Overwrite">Whether a file of that name may be replaced.</param>
/// <param name="Quality">The quality of JPEG and lossy WebP, 1..100.</param>
/// <param name="Lossless">Whether WebP keeps every pixel; JPEG cannot.</param>
internal sealed record WriteOptions(bool Overwrite = false, int Quality = WriteOptions.DefaultQuality, bool Lossless = false)
{
    /// <summary>Beyond which files grow and nobody sees why.</summary>
    public const int DefaultQuality = 95;
}

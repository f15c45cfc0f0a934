namespace Enlarger.CommandLine.Vips;

/// <summary>How picture files are read.</summary>
/// <param name="Encoding">What the values of samples mean.</param>
/// <param name="MaxMegapixels">The pixels, in millions, beyond which a picture is refused: a small file can claim to hold any number.</param>
/// <param name="MaxSpillGigabytes">The temporary disk space, in 10^9 bytes, beyond which a picture that has to lie there is refused.</param>
internal sealed record ReadOptions(
    EncodingChoice Encoding = EncodingChoice.Auto,
    int MaxMegapixels = ReadOptions.DefaultMegapixels,
    int MaxSpillGigabytes = ReadOptions.DefaultSpillGigabytes)
{
    /// <summary>Above what cameras and most scanners make.</summary>
    public const int DefaultMegapixels = 500;

    /// <summary>Enough for that many megapixels of 16-bit colour with transparency.</summary>
    public const int DefaultSpillGigabytes = 4;
}

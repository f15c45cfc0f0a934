namespace Enlarger.CommandLine.Vips;

/// <summary>How picture files are read.</summary>
/// <param name="MaxMegapixels">The pixels, in millions, beyond which a picture is refused: a small file can claim to hold any number.</param>
internal sealed record ReadOptions(int MaxMegapixels = ReadOptions.DefaultMegapixels)
{
    /// <summary>Above what cameras and scanners make.</summary>
    public const int DefaultMegapixels = 500;
}

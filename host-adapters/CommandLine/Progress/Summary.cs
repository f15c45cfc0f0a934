using System.Globalization;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Progress;

/// <summary>The line that ends a successful run.</summary>
internal static class Summary
{
    /// <summary>What was written, its size and the time it took.</summary>
    public static string Of(string output, PixelSize size, long bytes, TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{output}: {size} pixels, {Bytes(bytes)}, {duration.TotalSeconds:0.0} s");

    /// <summary>A number of bytes as people write it.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} bytes",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };
}

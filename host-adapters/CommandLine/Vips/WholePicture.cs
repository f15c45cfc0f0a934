using System.Globalization;
using Enlarger.CommandLine.Vips.Native;

namespace Enlarger.CommandLine.Vips;

/// <summary>What a picture takes that cannot be read row by row, told from its header before anything is decoded.</summary>
/// <param name="path">Its file.</param>
/// <param name="image">The file as libvips has opened it.</param>
/// <param name="format">Its format.</param>
internal sealed class WholePicture(string path, GObject image, PictureFormat format)
{
    // The field that libvips gives to interlaced PNG and to progressive JPEG.
    private const string InterlacedField = "interlaced";

    private readonly long _pixels = (long)LibVips.vips_image_get_width(image) * LibVips.vips_image_get_height(image);

    /// <summary>Whether the decoder has to know the last row before it gives the first.</summary>
    public bool WaitsInMemory => format.Id == "webp" || LibVips.vips_image_get_typeof(image, InterlacedField) != 0;

    private long Bytes => _pixels * LibVips.vips_image_get_bands(image) * LibVips.vips_image_get_format(image) switch
    {
        BandFormat.UInt8 => 1,
        BandFormat.UInt16 or BandFormat.Int16 => 2,
        _ => sizeof(float),
    };

    /// <summary>Refuses a picture of more than so many megapixels.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: it has more.</exception>
    public void DemandPixels(int megapixels)
    {
        if (_pixels <= megapixels * 1_000_000L) return;
        throw Wrong(
            ErrorKind.Input,
            $"has {LibVips.vips_image_get_width(image)}x{LibVips.vips_image_get_height(image)} pixels, more than the {megapixels} megapixels that are taken unasked: if you trust it, raise the limit with --max-megapixels");
    }

    /// <summary>Refuses a picture that does not fit into this machine's memory.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: it does not.</exception>
    public void DemandMemory()
    {
        // A progressive JPEG keeps coefficients of two bytes.
        long bytes = format.Id == "jpg" ? Bytes * 2 : Bytes;
        if (bytes <= GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3) return;
        throw Wrong(ErrorKind.Input, $"is interlaced, progressive or WebP and takes {Gigabytes(bytes)} of memory at once: save it as TIFF, or without interlacing, first");
    }

    /// <summary>Refuses a picture that does not fit on the temporary disk, or takes more of it than it may.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: it may not; <see cref="ErrorKind.Output"/>: it does not fit.</exception>
    public void DemandDisk(int gigabytes)
    {
        if (Bytes <= LibVips.MostTurnedInMemory) return;
        if (Bytes > gigabytes * 1_000_000_000L)
        {
            throw Wrong(ErrorKind.Input, $"lies on its side and takes {Gigabytes(Bytes)} of temporary disk space to be turned: if you trust it, raise the limit with --max-disk");
        }

        string folder = Path.GetTempPath();
        const string Remedy = "make room or set TMPDIR to another folder";
        try
        {
            using (new FileStream(Path.Combine(folder, $"enlarger-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose))
            {
                long free = new DriveInfo(folder).AvailableFreeSpace;
                if (free >= Bytes) return;
                throw Wrong(ErrorKind.Output, $"lies on its side and takes {Gigabytes(Bytes)} of temporary disk space to be turned, and '{folder}' has {Gigabytes(free)}: {Remedy}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(ErrorKind.Output, $"lies on its side and has to be written to the temporary folder '{folder}' to be turned, which takes no file: {Remedy}", exception);
        }
    }

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB");

    private EnlargerException Wrong(ErrorKind kind, string what, Exception? inner = null) => new(kind, $"'{path}' {what}.", inner);
}

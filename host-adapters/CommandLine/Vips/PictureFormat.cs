using Enlarger.Imaging;

namespace Enlarger.CommandLine.Vips;

/// <summary>A file format that Enlarger reads and writes.</summary>
/// <param name="Id">Its name in options.</param>
/// <param name="Name">Its name in sentences.</param>
/// <param name="MediaType">Its name on the desktop and the net.</param>
/// <param name="Extensions">The file name extensions that stand for it, the usual one first.</param>
/// <param name="Loader">The operation of libvips that reads it.</param>
/// <param name="Saver">The operation of libvips that writes it.</param>
/// <param name="SaverOptions">How it is written.</param>
/// <param name="Deepest">The deepest samples that it holds.</param>
/// <param name="HoldsAlpha">Whether it holds transparency.</param>
/// <param name="HoldsGray">Whether it has pixels of one channel, and so takes profiles of grey.</param>
/// <param name="LargestSide">The pixels that it holds at most in a row or a column.</param>
/// <param name="BytesInMemory">The bytes of memory that a pixel of the result takes until the file is written; 0 where it is written as it comes.</param>
internal sealed record PictureFormat(
    string Id,
    string Name,
    string MediaType,
    IReadOnlyList<string> Extensions,
    string Loader,
    string Saver,
    IReadOnlyDictionary<string, string> SaverOptions,
    SampleType Deepest,
    bool HoldsAlpha,
    bool HoldsGray,
    int LargestSide,
    int BytesInMemory = 0)
{
    /// <summary>Every format, in the order in which sentences name them.</summary>
    public static IReadOnlyList<PictureFormat> All { get; } =
    [
        new("png", "PNG", "image/png", [".png"], "pngload_source", "pngsave_target", new Dictionary<string, string> { ["compression"] = "6", ["filter"] = "sub" },
            SampleType.UInt16, HoldsAlpha: true, HoldsGray: true, int.MaxValue),
        // No chroma subsampling: an enlargement's fine colour is what the user waited for.
        new("jpg", "JPEG", "image/jpeg", [".jpg", ".jpeg", ".jpe", ".jfif"], "jpegload_source", "jpegsave_target",
            new Dictionary<string, string> { ["subsample-mode"] = "off" },
            SampleType.UInt8, HoldsAlpha: false, HoldsGray: true, 65500),
        new("webp", "WebP", "image/webp", [".webp"], "webpload_source", "webpsave_target",
            new Dictionary<string, string> { ["smart-subsample"] = "true" },
            SampleType.UInt8, HoldsAlpha: true, HoldsGray: false, 16383, BytesInMemory: 16),
        new("tiff", "TIFF", "image/tiff", [".tif", ".tiff"], "tiffload_source", "tiffsave_target",
            new Dictionary<string, string> { ["compression"] = "deflate", ["predictor"] = "horizontal", ["resunit"] = "inch" },
            SampleType.Float, HoldsAlpha: true, HoldsGray: true, int.MaxValue),
    ];

    /// <summary>The format of a file that begins with these bytes (at least twelve), or null.</summary>
    public static PictureFormat? Of(ReadOnlySpan<byte> start)
    {
        string? id = start switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "png",
            [0xFF, 0xD8, 0xFF, ..] => "jpg",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "webp",
            [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => "tiff",
            _ => null,
        };
        return All.FirstOrDefault(format => format.Id == id);
    }

    /// <summary>The format that a file name's extension stands for, or null.</summary>
    public static PictureFormat? OfName(string path) =>
        All.FirstOrDefault(format => format.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));

    /// <summary>The format of that name in options.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is none.</exception>
    public static PictureFormat Named(string id) => All.FirstOrDefault(format => format.Id == id)
        ?? throw new EnlargerException(ErrorKind.Usage, $"'{id}' is no file format: use {string.Join(", ", All.Select(format => format.Id))}.");

    /// <summary>
    /// How pixels of a picture are stored in this format: as they are, or in the deepest samples that it holds. A colour space
    /// that it does not hold becomes sRGB, a profile of grey where there is no grey among them, and so does linear light that loses depth,
    /// since few bits hold too little of its shadows.
    /// </summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: the format holds no transparency, and the picture has some.</exception>
    public PixelStorage Store(PixelStorage pixels)
    {
        if (pixels.Format.HasAlpha && !HoldsAlpha)
        {
            throw new EnlargerException(ErrorKind.Usage, $"{Name} cannot hold this picture's transparency: write PNG, WebP or TIFF with --format or --output.");
        }

        if (pixels.Space is { } space && space.Formats.Contains(Id)) return pixels;
        SampleType sample = pixels.FileSample > Deepest ? Deepest : pixels.FileSample;
        PixelFormat stored = pixels.Format with { Sample = sample };
        bool losesProfile = pixels.Format.IsGray && !HoldsGray && pixels.Profile is not null;
        bool becomesSrgb = pixels.Space is not null || losesProfile || (sample < pixels.FileSample && pixels.Encoding.IsLinear);
        return becomesSrgb ? new PixelStorage(stored) : pixels with { Format = stored };
    }

    /// <summary>Checks that a result is not larger than the format holds.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it is.</exception>
    public void DemandRoom(PixelSize size, PixelFormat pixels)
    {
        int side = Math.Max(size.Width, size.Height);
        if (side > LargestSide) throw TooLarge(size, $"at most {LargestSide} a side", format => side <= format.LargestSide);

        long memory = (long)BytesInMemory * size.Width * size.Height;
        if (memory > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3)
        {
            throw TooLarge(size, $"what fits into memory, where this would take {memory / 1e9:0.0} GB", format => format.BytesInMemory == 0);
        }

        EnlargerException TooLarge(PixelSize size, string limit, Func<PictureFormat, bool> holds)
        {
            IEnumerable<string> others = All.Where(format => format != this && holds(format) && (format.HoldsAlpha || !pixels.HasAlpha)).Select(format => format.Name);
            return new EnlargerException(ErrorKind.Output, $"The result has {size} pixels, and {Name} holds {limit}: write {string.Join(" or ", others)} with --format or --output.");
        }
    }
}

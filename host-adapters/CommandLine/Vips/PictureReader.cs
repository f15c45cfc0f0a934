using Enlarger.CommandLine.Vips.Native;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Vips;

/// <summary>
/// A PNG, JPEG, WebP or TIFF file as a source: upright, grey or RGB with or without alpha, 8-bit, 16-bit or float, decoded while it is
/// read. CMYK and other colour spaces become sRGB. Only pictures whose orientation turns them are held whole.
/// </summary>
internal sealed unsafe class PictureReader : IPixelSource, IDisposable
{
    // As much as one call of libvips should decode: the areas of a filter are much larger.
    private const int StripBytes = 1 << 20;
    private readonly string _path;
    private readonly GObject _image;

    private PictureReader(string path, PictureFormat fileFormat, PictureMetadata metadata, byte[]? profile, GObject image)
    {
        _path = path;
        FileFormat = fileFormat;
        Metadata = metadata;
        _image = image;
        Size = new PixelSize(LibVips.vips_image_get_width(image), LibVips.vips_image_get_height(image));
        var format = new PixelFormat(
            LibVips.vips_image_get_bands(image) switch
            {
                1 => ChannelLayout.Gray,
                2 => ChannelLayout.GrayAlpha,
                3 => ChannelLayout.Rgb,
                4 => ChannelLayout.Rgba,
                int bands => throw Wrong($"has {bands} channels, and Enlarger reads grey and colour with or without transparency: save it as RGB first"),
            },
            LibVips.vips_image_get_format(image) switch
            {
                BandFormat.UInt8 => SampleType.UInt8,
                BandFormat.UInt16 => SampleType.UInt16,
                BandFormat.Float => SampleType.Float,
                _ => throw Wrong("has samples of a kind that Enlarger does not read: save it with 8 or 16 bits or as 32-bit float first"),
            });
        Storage = new PixelStorage(format, ColorEncoding.Srgb, profile);
    }

    /// <summary>The format of the file, by its content.</summary>
    public PictureFormat FileFormat { get; }

    /// <inheritdoc/>
    public PixelSize Size { get; }

    /// <inheritdoc/>
    public PixelFormat Format => Storage.Format;

    /// <inheritdoc/>
    public ColorEncoding Encoding => Storage.Encoding;

    /// <summary>How pixels are delivered, which is how a copy of the file would store them.</summary>
    public PixelStorage Storage { get; }

    /// <summary>What the file holds besides pixels and their profile.</summary>
    public PictureMetadata Metadata { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: it is absent, not such a picture, damaged, or has several pages.</exception>
    public static PictureReader Open(string path, ReadOptions? options = null)
    {
        PictureFormat format = FileProbe.Format(path);
        GObject? image = null;
        options ??= new ReadOptions();
        try
        {
            image = Load(path, format, "sequential");
            if (LibVips.vips_image_get_n_pages(image) > 1) throw Wrong(path, "has several pages or frames, and Enlarger takes one picture: save the wanted one alone");

            if ((long)LibVips.vips_image_get_width(image) * LibVips.vips_image_get_height(image) > options.MaxMegapixels * 1_000_000L)
            {
                throw Wrong(path, $"has more than {options.MaxMegapixels} megapixels: if you trust it, raise the limit with --max-megapixels");
            }

            PictureMetadata metadata = PictureMetadata.Read(path, format, image);
            // Turning needs every row before the first can be delivered; mirroring a row (2) does not.
            if (LibVips.vips_image_get_orientation(image) > 2) Replace(ref image, Load(path, format, "random"));
            if (LibVips.vips_image_get_orientation(image) > 1) Turn(ref image);
            ToGrayOrRgb(ref image);
            return new PictureReader(path, format, metadata, LibVips.Blob(image, "icc-profile-data"), image);
        }
        catch (VipsException exception)
        {
            image?.Dispose();
            throw Damaged(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            image?.Dispose();
            throw new EnlargerException(ErrorKind.Input, $"'{path}' cannot be read.", exception);
        }
        catch
        {
            image?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination)
    {
        int rowBytes = area.Width * Format.BytesPerPixel;
        int rowsAtOnce = Math.Max(1, StripBytes / rowBytes);
        VipsRegion* region = LibVips.vips_region_new(_image);
        try
        {
            for (int y = area.Y; y < area.Bottom; y += rowsAtOnce)
            {
                var strip = new VipsRectangle { Left = area.X, Top = y, Width = area.Width, Height = Math.Min(rowsAtOnce, area.Bottom - y) };
                if (LibVips.vips_region_prepare(region, &strip) != 0) throw Damaged(_path, new VipsException());

                for (int row = 0; row < strip.Height; row++)
                {
                    VipsRectangle valid = region->Valid;
                    byte* pixels = region->Pixels + ((long)(y + row - valid.Top) * region->Stride) + ((long)(area.X - valid.Left) * Format.BytesPerPixel);
                    new ReadOnlySpan<byte>(pixels, rowBytes).CopyTo(destination.Slice((y + row - area.Y) * rowBytes, rowBytes));
                }
            }
        }
        finally
        {
            LibVips.g_object_unref((nint)region);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _image.Dispose();

    private static GObject Load(string path, PictureFormat format, string access)
    {
        using GObject source = LibVips.vips_source_new_from_file(path).OrThrow();
        using VipsOperation load = new VipsOperation(format.Loader).Set("source", source).Set("access", access).Set("fail-on", "error");
        return load.RunForImage();
    }

    private static void Turn(ref GObject image)
    {
        using VipsOperation turn = With("autorot", image);
        Replace(ref image, turn.RunForImage());
    }

    private static void ToGrayOrRgb(ref GObject image)
    {
        // CIELab has signed samples of 16 bits.
        bool deep = LibVips.vips_image_get_format(image) is BandFormat.UInt16 or BandFormat.Int16;
        switch (LibVips.vips_image_get_interpretation(image))
        {
            case Interpretation.Cmyk:
                using (VipsOperation toSrgb = With("icc_transform", image))
                {
                    toSrgb.Set("output-profile", "srgb").Set("input-profile", "cmyk").Set("embedded", "true").Set("depth", deep ? "16" : "8");
                    Replace(ref image, toSrgb.RunForImage());
                }

                break;

            case Interpretation.Multiband or Interpretation.BlackWhite or Interpretation.Histogram or Interpretation.Rgb or Interpretation.Srgb
                or Interpretation.Rgb16 or Interpretation.Grey16 or Interpretation.Matrix or Interpretation.ScRgb:
                break;

            default:
                using (VipsOperation toSrgb = With("colourspace", image))
                {
                    toSrgb.Set("space", deep ? "rgb16" : "srgb");
                    Replace(ref image, toSrgb.RunForImage());
                }

                break;
        }
    }

    private static VipsOperation With(string operation, GObject image) => new VipsOperation(operation).Set("in", image);

    private static void Replace(ref GObject image, GObject next)
    {
        image.Dispose();
        image = next;
    }

    private static EnlargerException Damaged(string path, VipsException exception) =>
        new(ErrorKind.Input, $"'{path}' is damaged, incomplete, or of a kind that Enlarger does not read.", exception);

    private static EnlargerException Wrong(string path, string what) => new(ErrorKind.Input, $"'{path}' {what}.");

    private EnlargerException Wrong(string what) => Wrong(_path, what);
}

using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Vips.Native;
using Enlarger.CommandLine.Vips.Spaces;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Vips;

/// <summary>
/// A PNG, JPEG, WebP or TIFF file as a source: upright, grey or RGB with or without alpha, 8-bit, 16-bit or float, decoded while it is
/// read; CMYK and CIELab come as XYZ. Pictures that lie on their side wait on the disk until they are turned, and those whose
/// first row is known only when all are (interlaced, progressive, WebP) in memory.
/// </summary>
internal sealed unsafe class PictureReader : IPixelSource, IDisposable
{
    // As much as one call of libvips should decode: the areas of a filter are much larger.
    private const int StripBytes = 1 << 20;

    // What the decoder of JPEG says, and goes on with grey, when a file has an end and too little before it.
    private const string CutShort = "premature end of data segment";

    // How libvips gives pixels: from the first row to the last as they are decoded, or in any order once all are.
    private const string Sequential = "sequential", Random = "random";
    private readonly string _path;
    private readonly FileStamp? _stamp;
    private readonly EncodingChoice _encoding;
    private readonly bool _isSequential;
    private GObject _image;
    private bool _isRead;

    private PictureReader(string path, FileStamp? stamp, EncodingChoice encoding, string access, PictureFormat fileFormat, PictureMetadata metadata, PixelStorage storage, GObject image)
    {
        _path = path;
        _stamp = stamp;
        _encoding = encoding;
        _isSequential = access == Sequential;
        FileFormat = fileFormat;
        Metadata = metadata;
        Storage = storage;
        _image = image;
        Size = new PixelSize(LibVips.vips_image_get_width(image), LibVips.vips_image_get_height(image));
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
        options ??= new ReadOptions();
        PictureFormat format = FileProbe.Format(path);
        FileStamp? stamp = FileStamp.Of(path);
        string access = Sequential;
        GObject? image = null;
        try
        {
            LibVips.vips_error_clear();
            image = Load(path, format, access);
            DemandOne(path, image);
            var whole = new WholePicture(path, image, format);
            whole.DemandPixels(options.MaxMegapixels);
            PictureMetadata metadata = PictureMetadata.Read(path, format, image);
            if (whole.WaitsInMemory) whole.DemandMemory();
            metadata.Orient(image);

            // Turning needs every row before the first can be delivered; mirroring a row (2) does not.
            if (LibVips.vips_image_get_orientation(image) > 2)
            {
                whole.DemandDisk(options.MaxSpillGigabytes);
                access = Random;
                Replace(ref image, Load(path, format, access));
                metadata.Orient(image);
            }

            // Lying on its side: what was across is down.
            if (LibVips.vips_image_get_orientation(image) > 4) metadata = metadata.Turned();
            PixelStorage storage = Prepare(path, options.Encoding, ref image);
            return new PictureReader(path, stamp, options.Encoding, access, format, metadata, storage, image);
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
        _isRead = true;
        int rowBytes = area.Width * Format.BytesPerPixel;
        int rowsAtOnce = Math.Max(1, StripBytes / rowBytes);
        VipsRegion* region = LibVips.vips_region_new(_image);
        try
        {
            for (int y = area.Y; y < area.Bottom; y += rowsAtOnce)
            {
                var strip = new VipsRectangle { Left = area.X, Top = y, Width = area.Width, Height = Math.Min(rowsAtOnce, area.Bottom - y) };
                if (LibVips.vips_region_prepare(region, &strip) != 0 || (FileFormat.Id == "jpg" && VipsException.HasWarning(CutShort))) throw Damaged(_path, new VipsException());

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
    public void Rewind()
    {
        // What was turned lies there whole.
        if (!_isSequential || !_isRead) return;

        // Whatever the decoder keeps is given back before the next one begins.
        _image.Dispose();
        DemandUnchanged();
        GObject? image = null;
        try
        {
            LibVips.vips_error_clear();
            image = Load(_path, FileFormat, Sequential);
            Metadata.Orient(image);
            PixelStorage storage = Prepare(_path, _encoding, ref image);
            // Looked at again, because the file may be another one only since.
            DemandUnchanged();
            if (storage.Format != Format || LibVips.vips_image_get_width(image) != Size.Width || LibVips.vips_image_get_height(image) != Size.Height) throw Changed();
        }
        catch (VipsException exception)
        {
            image?.Dispose();
            DemandUnchanged();
            throw Damaged(_path, exception);
        }
        catch
        {
            image?.Dispose();
            throw;
        }

        _image = image;
        _isRead = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _image.Dispose();

    private void DemandUnchanged()
    {
        if (FileStamp.Of(_path) is not { } stamp || stamp != _stamp) throw Changed();
    }

    private EnlargerException Changed() => Wrong(_path, "was changed or taken away while Enlarger worked on it: run it again");

    private static GObject Load(string path, PictureFormat format, string access)
    {
        using GObject source = LibVips.vips_source_new_from_file(path).OrThrow();
        using VipsOperation load = new VipsOperation(format.Loader).Set("source", source).Set("access", access).Set("fail-on", "error");
        return load.RunForImage();
    }

    // Upright, and as filters take it.
    private static PixelStorage Prepare(string path, EncodingChoice encoding, ref GObject image)
    {
        byte[]? profile = LibVips.Blob(image, LibVips.ProfileField);
        if (LibVips.vips_image_get_orientation(image) > 1) Turn(ref image);
        return Convert(path, encoding, profile, ref image);
    }

    private static void Turn(ref GObject image)
    {
        using VipsOperation turn = With("autorot", image);
        Replace(ref image, turn.RunForImage());
    }

    private static void DemandOne(string path, GObject image)
    {
        if (LibVips.vips_image_get_n_pages(image) > 1) throw Wrong(path, "has several pages or frames, and Enlarger takes one picture: save the wanted one alone");
    }

    private static PixelStorage Convert(string path, EncodingChoice choice, byte[]? profile, ref GObject image)
    {
        if (DeviceSpace.Of(image, profile) is { } space)
        {
            if (space is LabSpace && LabSpace.HasAlpha(image)) throw Wrong(path, "is CIELab with transparency, which Enlarger does not read: save it as RGB first");

            Replace(ref image, space.ToXyz(image));
            return new PixelStorage(FormatOf(path, image), ColorEncoding.Xyz, profile, space);
        }

        bool hasOwnSpace = LibVips.vips_image_get_interpretation(image) is not (Interpretation.Multiband or Interpretation.BlackWhite or Interpretation.Histogram or
            Interpretation.Rgb or Interpretation.Srgb or Interpretation.Rgb16 or Interpretation.Grey16 or Interpretation.Matrix or Interpretation.ScRgb);
        if (hasOwnSpace)
        {
            // Such as LogLuv, whose range no integers hold.
            using VipsOperation toLinear = With("colourspace", image).Set("space", "scrgb");
            Replace(ref image, toLinear.RunForImage());
            return new PixelStorage(FormatOf(path, image), ColorEncoding.LinearSrgb);
        }

        PixelFormat format = FormatOf(path, image);
        return new PixelStorage(format, EncodingOf(choice, profile, format), profile);
    }

    private static ColorEncoding EncodingOf(EncodingChoice choice, byte[]? profile, PixelFormat format) => choice switch
    {
        EncodingChoice.Srgb => ColorEncoding.Srgb,
        EncodingChoice.Linear => ColorEncoding.LinearSrgb,
        // A profile that is no more than tables keeps its pixels as they are: nothing shifts, and generators are not that particular.
        _ when profile is not null => ColorEncoding.OfProfile(profile) ?? ColorEncoding.Srgb,
        _ => format.IsFloat ? ColorEncoding.LinearSrgb : ColorEncoding.Srgb,
    };

    private static PixelFormat FormatOf(string path, GObject image) => new(
        LibVips.vips_image_get_bands(image) switch
        {
            1 => ChannelLayout.Gray,
            2 => ChannelLayout.GrayAlpha,
            3 => ChannelLayout.Rgb,
            4 => ChannelLayout.Rgba,
            int bands => throw Wrong(path, $"has {bands} channels, and Enlarger reads grey and colour with or without transparency: save it as RGB first"),
        },
        LibVips.vips_image_get_format(image) switch
        {
            BandFormat.UInt8 => SampleType.UInt8,
            BandFormat.UInt16 => SampleType.UInt16,
            BandFormat.Float => SampleType.Float,
            _ => throw Wrong(path, "has samples of a kind that Enlarger does not read: save it with 8 or 16 bits or as 32-bit float first"),
        });

    private static VipsOperation With(string operation, GObject image) => new VipsOperation(operation).Set("in", image);

    private static void Replace(ref GObject image, GObject next)
    {
        image.Dispose();
        image = next;
    }

    private static EnlargerException Damaged(string path, VipsException exception) => exception.IsDiskFull
        ? new EnlargerException(ErrorKind.Output, $"There is not enough temporary disk space for '{path}' in '{Path.GetTempPath()}': make room or set TMPDIR to another folder.", exception)
        : new EnlargerException(ErrorKind.Input, $"'{path}' is damaged, incomplete, or of a kind that Enlarger does not read.", exception);

    private static EnlargerException Wrong(string path, string what) => new(ErrorKind.Input, $"'{path}' {what}.");
}

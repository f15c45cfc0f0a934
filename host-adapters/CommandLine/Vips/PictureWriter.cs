using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Metadata;
using Enlarger.CommandLine.Streaming;
using Enlarger.CommandLine.Vips.Native;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.CommandLine.Vips;

/// <summary>
/// A picture file as a sink. A saver of libvips encodes on its own thread and pulls the rows, which wait for it in a bounded queue, so
/// that encoding overlaps inference and memory does not grow with the picture (WebP's encoder alone needs the whole). The
/// file appears under its name with <see cref="Commit"/>; without it nothing is left.
/// </summary>
internal sealed unsafe class PictureWriter : IPixelSink, IDisposable
{
    // Rows of several tiles: inference goes on while one strip of it is encoded.
    private const long QueueBytes = 8 << 20;
    private const int StripRows = 16;

    // What libvips calls VIPS_DEMAND_STYLE_THINSTRIP.
    private const int ThinStrips = 2;

    // A classic TIFF ends at 4 GiB; compression may fail to make a picture smaller.
    private const long ClassicTiffBytes = 4_000_000_000;

    private static readonly TimeSpan EncoderGrace = TimeSpan.FromSeconds(1);
    private readonly PictureFormat _fileFormat;
    private readonly PixelStorage _storage;
    private readonly WriteOptions _options;
    private readonly PictureMetadata _metadata;
    private readonly TemporaryFile _file;
    private readonly ByteQueue _queue = new(QueueBytes);
    private readonly Thread _encoder;
    private readonly GObject _image;
    private GCHandle _self;
    private long _missing;
    private int _nextRow;
    private Exception? _failure;

    /// <summary>Creates the temporary file and starts the encoder.</summary>
    /// <param name="path">The file to be.</param>
    /// <param name="fileFormat">Its format.</param>
    /// <param name="size">The size of the picture.</param>
    /// <param name="storage">How rows are delivered: as <paramref name="fileFormat"/> can store them.</param>
    /// <param name="options">How to write.</param>
    /// <param name="metadata">What the file holds besides pixels, or null.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the file cannot be made, or the picture is too large for its format.</exception>
    public PictureWriter(string path, PictureFormat fileFormat, PixelSize size, PixelStorage storage, WriteOptions options, PictureMetadata? metadata = null)
    {
        fileFormat.DemandRoom(size, storage.Format);
        if (options.Lossless && fileFormat.Id == "jpg")
        {
            throw new EnlargerException(ErrorKind.Usage, "JPEG always loses something: leave --lossless out, or write WebP, PNG or TIFF with --format or --output.");
        }

        _fileFormat = fileFormat;
        Size = size;
        _storage = storage;
        _options = options;
        _metadata = (metadata ?? new PictureMetadata()).For(size, fileFormat);
        _missing = (long)size.Width * size.Height * Format.BytesPerPixel;
        _file = new TemporaryFile(path, options.Overwrite);
        _self = GCHandle.Alloc(this);
        try
        {
            _image = NewImage();
        }
        catch
        {
            _self.Free();
            _file.Dispose();
            throw;
        }

        _encoder = new Thread(Encode) { IsBackground = true, Name = "encoder" };
        _encoder.Start();
    }

    /// <inheritdoc/>
    public PixelSize Size { get; }

    /// <inheritdoc/>
    public PixelFormat Format => _storage.Format;

    /// <inheritdoc/>
    public ColorEncoding Encoding => _storage.Encoding;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
        if (rows.Length > _missing) throw new InvalidOperationException("More rows than the picture has.");

        _queue.Write(rows);
        _missing -= rows.Length;
    }

    /// <summary>Waits until the file is whole and on the disk, then gives it its name.</summary>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <param name="whole">Told where the file lies when it is whole, just before it gets its name; what it throws prevents that.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it could not be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public long Commit(CancellationToken cancellation, Action<string>? whole = null)
    {
        if (_missing > 0) throw new InvalidOperationException("Fewer rows than the picture has.");

        _queue.Complete();
        while (!_encoder.Join(TimeSpan.FromMilliseconds(20))) cancellation.ThrowIfCancellationRequested();
        if (_failure is not null) throw _failure;

        return _file.Commit(whole);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _queue.Stop(new OperationCanceledException());
        LibVips.vips_image_set_kill(_image, 1);
        // An encoder that has all rows and will not hear keeps its memory until the process ends, but nobody waiting.
        if (_encoder.Join(EncoderGrace) && _self.IsAllocated)
        {
            _image.Dispose();
            _self.Free();
        }

        _file.Dispose();
    }

    private byte[]? Profile => _storage.Profile is { } profile && _fileFormat.Id == "png" ? ProfileBlock.ForPng(profile) : _storage.Profile;

    private GObject NewImage()
    {
        BandFormat samples = Format.Sample switch
        {
            SampleType.UInt8 => BandFormat.UInt8,
            SampleType.UInt16 => BandFormat.UInt16,
            SampleType.Float => BandFormat.Float,
            _ => throw new ArgumentException("libvips has no half floats."),
        };
        Interpretation interpretation = (Format.IsGray, Format.Sample) switch
        {
            _ when _storage.Space is not null => Interpretation.Xyz,
            (true, SampleType.UInt16) => Interpretation.Grey16,
            (true, _) => Interpretation.BlackWhite,
            (_, SampleType.UInt16) => Interpretation.Rgb16,
            (_, SampleType.Float) => Interpretation.ScRgb,
            _ => Interpretation.Srgb,
        };
        GObject image = LibVips.vips_image_new().OrThrow();
        (double x, double y) = _metadata.ResolutionFor(_fileFormat);
        LibVips.vips_image_init_fields(image, Size.Width, Size.Height, Format.Channels, samples, 0, interpretation, x, y);
        nint none = 0;
        if (LibVips.vips_image_pipeline_array(image, ThinStrips, &none) != 0) throw new VipsException();
        if (LibVips.vips_image_generate(image, 0, &Generate, 0, GCHandle.ToIntPtr(_self), 0) != 0) throw new VipsException();
        LibVips.SetBlob(image, LibVips.ProfileField, Profile);
        _metadata.Write(image, _fileFormat);
        return image;
    }

    private void Encode()
    {
        try
        {
            // Without a buffer: libvips has one, and what a full disk does not take is not tried again.
            using FileStream file = new(_file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (_fileFormat.Id == "tiff") EncodeTiff(file);
            else EncodeInto(file);
        }
        catch (VipsException exception)
        {
            Fail(exception.SystemReason ?? $"{_fileFormat.Name} cannot hold this picture", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // .NET appends the path, which is the temporary one.
            Fail(exception.Message.Split(" : ")[0].TrimEnd('.'), exception);
        }
        catch (ArgumentOutOfRangeException exception) when (exception.ParamName == "value")
        {
            // What .NET makes of a file system's or a user's limit on files.
            Fail("File too large", exception);
        }
        catch (Exception exception)
        {
            // A bug, which shall end the run and not, on a thread of its own, the process.
            _failure = exception;
            _queue.Stop(exception);
        }
    }

    private void EncodeInto(FileStream file)
    {
        using var stream = new InsertingStream(file, _metadata.Inserted(_fileFormat, Size));
        using var target = new StreamTarget(stream);
        try
        {
            Save(target.Target);
        }
        catch (VipsException) when (target.Failure is not null)
        {
            throw target.Failure;
        }

        stream.Complete();
    }

    // TIFF is not written from its first byte to its last, so libvips needs the file itself.
    private void EncodeTiff(FileStream file)
    {
        using (GObject target = LibVips.vips_target_new_to_file(_file.Path).OrThrow()) Save(target);
        TiffFile.Complete(file, _metadata.Exif, _metadata.Iptc);
        file.Flush();
    }

    private void Save(GObject target)
    {
        // Whatever a saver asks for, rows come in order and each once.
        using VipsOperation inOrder = new VipsOperation("sequential").Set("in", _image).Set("tile-height", $"{StripRows}");
        using GObject strips = inOrder.RunForImage();
        using GObject? converted = _storage.Space?.FromXyz(strips);
        using VipsOperation save = new VipsOperation(_fileFormat.Saver).Set("in", converted ?? strips).Set("target", target);
        SetOptions(save);
        save.Run();
    }

    private void Fail(string reason, Exception exception)
    {
        _failure = _file.Failed(reason, exception);
        _queue.Stop(_failure);
    }

    private void SetOptions(VipsOperation save)
    {
        foreach ((string name, string value) in _fileFormat.SaverOptions) save.Set(name, value);
        // Everything but EXIF, which libvips would make up where there is none.
        save.Set("keep", "xmp:iptc:icc:other");
        if (_fileFormat.Id is "jpg" or "webp") save.Set("Q", $"{_options.Quality}");
        // WebP's lossy colours are not quite neutral, and grey must stay grey.
        if (_fileFormat.Id == "webp" && (_options.Lossless || Format.IsGray)) save.Set("lossless", "true");
        if (_fileFormat.Id != "tiff") return;

        if ((long)Size.Width * Size.Height * Format.BytesPerPixel > ClassicTiffBytes) save.Set("bigtiff", "true");
        // What libvips packs into words of its own has no differences worth taking.
        if (_storage.Space is not null) save.Set("predictor", "none");
        else if (Format.IsFloat) save.Set("predictor", "float");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Generate(VipsRegion* region, nint sequence, nint self, nint unused, int* stop)
    {
        var writer = (PictureWriter)GCHandle.FromIntPtr(self).Target!;
        try
        {
            return writer.Fill(region) ? 0 : -1;
        }
        catch (Exception)
        {
            // The queue was stopped, by its owner or by a failure that is reported elsewhere.
            return -1;
        }
    }

    private bool Fill(VipsRegion* region)
    {
        VipsRectangle area = region->Valid;
        if (area.Left != 0 || area.Width != Size.Width || area.Top != _nextRow) return false;

        for (int row = 0; row < area.Height; row++)
        {
            if (!_queue.ReadExactly(new Span<byte>(region->Pixels + ((long)row * region->Stride), area.Width * Format.BytesPerPixel))) return false;
        }

        _nextRow += area.Height;
        return true;
    }
}

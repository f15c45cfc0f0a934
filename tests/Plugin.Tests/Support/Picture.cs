using Enlarger.Imaging;
using Enlarger.Imaging.Color;

namespace Enlarger.Tests.Support;

/// <summary>A picture in memory, to read from and to write to. It insists on the contracts of source and sink.</summary>
internal sealed class Picture(PixelSize size, PixelFormat format) : IPixelSource, IPixelSink
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private int _read;
    private int _written;

    public PixelSize Size => size;

    public PixelFormat Format => format;

    public ColorEncoding Encoding { get; init; } = ColorEncoding.Srgb;

    public byte[] Bytes { get; } = new byte[size.Width * size.Height * format.BytesPerPixel];

    public int RowBytes => size.Width * format.BytesPerPixel;

    public bool IsWhole => _written == size.Height;

    /// <summary>Called before each read and write, with its first row.</summary>
    public Action<int>? OnRow { get; set; }

    public static Picture Make(int width, int height, PixelFormat format, Func<int, int, int, double> sample, ColorEncoding? encoding = null)
    {
        var picture = new Picture(new PixelSize(width, height), format) { Encoding = encoding ?? ColorEncoding.Srgb };
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int channel = 0; channel < format.Channels; channel++) picture.Set(x, y, channel, sample(x, y, channel));
            }
        }

        return picture;
    }

    public static Picture Noise(int width, int height, PixelFormat format, int seed)
    {
        var random = new Random(seed);
        return Make(width, height, format, (_, _, _) => random.NextDouble());
    }

    public void Read(PixelArea area, Span<byte> destination)
    {
        Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(_thread), "a source is read on the calling thread");
        Assert.That(area.Y, Is.GreaterThanOrEqualTo(_read), "no row is read twice");
        Assert.That(area.Bottom, Is.LessThanOrEqualTo(size.Height));
        Assert.That(area.Right, Is.LessThanOrEqualTo(size.Width));
        OnRow?.Invoke(area.Y);
        _read = area.Bottom;
        for (int y = 0; y < area.Height; y++)
        {
            int length = area.Width * format.BytesPerPixel;
            Bytes.AsSpan(((area.Y + y) * RowBytes) + (area.X * format.BytesPerPixel), length).CopyTo(destination[(y * length)..]);
        }
    }

    public void Rewind() => _read = 0;

    public void Write(ReadOnlySpan<byte> rows)
    {
        Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(_thread), "a sink is written on the calling thread");
        Assert.That(rows.Length % RowBytes, Is.Zero);
        OnRow?.Invoke(_written);
        rows.CopyTo(Bytes.AsSpan(_written * RowBytes));
        _written += rows.Length / RowBytes;
    }

    public double Get(int x, int y, int channel)
    {
        ReadOnlySpan<byte> sample = Bytes.AsSpan(Offset(x, y, channel));
        return format.Sample switch
        {
            SampleType.UInt8 => sample[0] / 255.0,
            SampleType.UInt16 => BitConverter.ToUInt16(sample) / 65535.0,
            SampleType.Half => (double)BitConverter.ToHalf(sample),
            _ => BitConverter.ToSingle(sample),
        };
    }

    public void Set(int x, int y, int channel, double value)
    {
        Span<byte> sample = Bytes.AsSpan(Offset(x, y, channel));
        switch (format.Sample)
        {
            case SampleType.UInt8:
                sample[0] = (byte)Math.Clamp(Math.Round(value * 255), 0, 255);
                break;
            case SampleType.UInt16:
                BitConverter.TryWriteBytes(sample, (ushort)Math.Clamp(Math.Round(value * 65535), 0, 65535));
                break;
            case SampleType.Half:
                BitConverter.TryWriteBytes(sample, (Half)value);
                break;
            default:
                BitConverter.TryWriteBytes(sample, (float)value);
                break;
        }
    }

    /// <summary>The same pixels, to be read from the start again.</summary>
    public Picture Again()
    {
        var picture = new Picture(size, format) { Encoding = Encoding };
        Bytes.CopyTo(picture.Bytes, 0);
        return picture;
    }

    /// <summary>The signal-to-noise ratio of the colours against another picture of the same size, in dB; 200 if they are equal.</summary>
    public double Psnr(Picture other) => Psnr(other, new PixelArea(0, 0, size.Width, size.Height));

    /// <summary>The same over an area.</summary>
    public double Psnr(Picture other, PixelArea area)
    {
        double sum = 0;
        int colors = Math.Min(3, format.Channels);
        for (int y = area.Y; y < area.Bottom; y++)
        {
            for (int x = area.X; x < area.Right; x++)
            {
                for (int channel = 0; channel < colors; channel++)
                {
                    double difference = Get(x, y, channel) - other.Get(x, y, channel);
                    sum += difference * difference;
                }
            }
        }

        return -10 * Math.Log10((sum / ((double)colors * area.Width * area.Height)) + 1e-20);
    }

    /// <summary>Its colours as planes: red, green, blue.</summary>
    public FloatPlanes Planes()
    {
        var planes = new FloatPlanes(3, size.Width, size.Height);
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 0; y < size.Height; y++)
            {
                for (int x = 0; x < size.Width; x++) planes.Row(channel, y)[x] = (float)Get(x, y, channel);
            }
        }

        return planes;
    }

    /// <summary>A part of the picture.</summary>
    public Picture Cut(PixelArea area) => Make(area.Width, area.Height, format, (x, y, channel) => Get(area.X + x, area.Y + y, channel), Encoding);

    private int Offset(int x, int y, int channel) => (((y * size.Width) + x) * format.BytesPerPixel) + (channel * format.BytesPerSample);
}

using System.Runtime.InteropServices;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;

namespace Enlarger.Tests.Support;

/// <summary>A picture in memory.</summary>
internal sealed record Raster(PixelSize Size, PixelFormat Format, byte[] Pixels)
{
    /// <summary>Smooth colour with a little noise, different in every channel; alpha is full here and there only.</summary>
    public static Raster Sample(int width, int height, string format, int seed = 1)
    {
        var pixels = PixelFormat.Parse(format);
        var random = new Random(seed);
        double[] values = new double[width * height * pixels.Channels];
        for (int i = 0; i < values.Length; i++)
        {
            int channel = i % pixels.Channels, x = i / pixels.Channels % width, y = i / pixels.Channels / width;
            values[i] = Math.Clamp(0.5 + (0.3 * Math.Sin((x * 0.05) + channel)) + (0.15 * Math.Cos(y * 0.07)) + ((random.NextDouble() - 0.5) * 0.04), 0, 1);
        }

        return new Raster(new PixelSize(width, height), pixels, pixels.Sample switch
        {
            SampleType.UInt8 => [.. values.Select(value => (byte)Math.Round(value * 255))],
            SampleType.UInt16 => MemoryMarshal.AsBytes<ushort>(values.Select(value => (ushort)Math.Round(value * 65535)).ToArray()).ToArray(),
            _ => MemoryMarshal.AsBytes<float>(values.Select(value => (float)value).ToArray()).ToArray(),
        });
    }

    public static Raster Read(string path)
    {
        using PictureReader reader = PictureReader.Open(path);
        byte[] pixels = new byte[reader.Size.Width * reader.Size.Height * reader.Format.BytesPerPixel];
        reader.Read(new PixelArea(0, 0, reader.Size.Width, reader.Size.Height), pixels);
        return new Raster(reader.Size, reader.Format, pixels);
    }

    public string Save(string path)
    {
        using var writer = new PictureWriter(path, PictureFormat.OfName(path)!, Size, new PixelStorage(Format), new WriteOptions(Overwrite: true));
        writer.Write(Pixels);
        writer.Commit(CancellationToken.None);
        return path;
    }

    /// <summary>The bytes of a pixel.</summary>
    public ReadOnlySpan<byte> At(int x, int y) => Pixels.AsSpan(((y * Size.Width) + x) * Format.BytesPerPixel, Format.BytesPerPixel);

    /// <summary>This picture with every pixel repeated.</summary>
    public Raster Enlarge(int scale)
    {
        var size = new PixelSize(Size.Width * scale, Size.Height * scale);
        var pixels = new MemoryStream();
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++) pixels.Write(At(x / scale, y / scale));
        }

        return new Raster(size, Format, pixels.ToArray());
    }

    /// <summary>A part of this picture.</summary>
    public Raster Cut(PixelArea area)
    {
        var pixels = new MemoryStream();
        for (int y = area.Y; y < area.Bottom; y++) pixels.Write(Pixels, ((y * Size.Width) + area.X) * Format.BytesPerPixel, area.Width * Format.BytesPerPixel);
        return new Raster(new PixelSize(area.Width, area.Height), Format, pixels.ToArray());
    }

    /// <summary>The largest difference of two samples of 8-bit pictures.</summary>
    public int LargestStep(Raster other) => Pixels.Zip(other.Pixels, (a, b) => Math.Abs(a - b)).Max();
}

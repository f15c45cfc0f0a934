using Enlarger.CommandLine;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;

namespace Enlarger.Benchmarks.Support;

/// <summary>Photographs to measure with.</summary>
internal static class Photograph
{
    // By so much, and mirrored at its borders, the sample fills a photograph.
    private const int Enlargement = 3;

    // What a camera adds, and what makes files hard to compress.
    private const int Grain = 3;

    /// <summary>A photograph of any size, made of the sample picture of a flower, with grain.</summary>
    public static MemoryPicture Make(Workshop workshop, PixelSize size)
    {
        using PictureReader sample = PictureReader.Open(workshop.Builder.RestoreSample(workshop.Models, "flower", CancellationToken.None));
        using FloatPlanes flower = Enlarge(sample);
        var random = new Random(1);
        var photograph = new MemoryPicture(size);
        for (int y = 0; y < size.Height; y++)
        {
            Span<byte> row = photograph.Row(y);
            for (int i = 0; i < row.Length; i++)
            {
                float value = flower.Row(i % 3, Mirror(y, flower.Height))[Mirror(i / 3, flower.Width)] * 255f;
                row[i] = (byte)Math.Clamp(MathF.Round(value) + random.Next(-Grain, Grain + 1), 0, 255);
            }
        }

        return photograph;
    }

    /// <summary>The pixels of a file.</summary>
    /// <exception cref="EnlargerException">It cannot be read, or its pixels are not rgb8.</exception>
    public static MemoryPicture Read(string path)
    {
        using PictureReader reader = PictureReader.Open(path);
        var picture = new MemoryPicture(reader.Size);
        if (reader.Format != picture.Format) throw new EnlargerException(ErrorKind.Usage, $"'{path}' is {reader.Format}: choose a photograph of 8 bits without transparency.");

        for (int y = 0; y < reader.Size.Height; y++) reader.Read(new PixelArea(0, y, reader.Size.Width, 1), picture.Row(y));
        return picture;
    }

    /// <summary>Writes a picture to a file, in the format of its name.</summary>
    public static void Write(MemoryPicture picture, string path)
    {
        using var writer = new PictureWriter(path, PictureFormat.OfName(path)!, picture.Size, new PixelStorage(picture.Format), new WriteOptions());
        for (int y = 0; y < picture.Size.Height; y++) writer.Write(picture.Row(y));
        writer.Commit(CancellationToken.None);
    }

    private static FloatPlanes Enlarge(PictureReader sample)
    {
        PixelSize size = sample.Size;
        byte[] pixels = new byte[size.Width * size.Height * sample.Format.BytesPerPixel];
        sample.Read(new PixelArea(0, 0, size.Width, size.Height), pixels);
        using var planes = new FloatPlanes(4, size.Width, size.Height);
        new VectorPixelOperations().ToPlanes(pixels, sample.Format, planes.Plane(0), planes.Plane(1), planes.Plane(2), planes.Plane(3));

        var result = new PixelSize(size.Width * Enlargement, size.Height * Enlargement);
        var enlarged = new FloatPlanes(3, result.Width, result.Height);
        for (int channel = 0; channel < 3; channel++)
        {
            Resampler.Resize(
                ResamplingKernel.Lanczos3, planes.Plane(channel), size, result, new PixelArea(0, 0, result.Width, result.Height), enlarged.Plane(channel), new PlanePool());
        }

        return enlarged;
    }

    /// <summary>The place at which a line of that length, mirrored at its ends again and again, is met.</summary>
    public static int Mirror(int position, int length)
    {
        int place = position % (2 * length);
        return place < length ? place : (2 * length) - 1 - place;
    }
}

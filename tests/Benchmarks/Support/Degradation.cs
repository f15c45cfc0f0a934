using System.Numerics.Tensors;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;

namespace Enlarger.Benchmarks.Support;

/// <summary>One way in which photographs are spoilt: blurred by a shape, and perhaps made noisy and saved as JPEG.</summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="Shape">The shape that every point becomes; null for none.</param>
/// <param name="Noisy">Whether noise of 3 steps is added and the picture saved as JPEG of quality 85.</param>
internal sealed record Degradation(string Name, PointShape? Shape, bool Noisy)
{
    private const double NoiseSteps = 3;
    private const int JpegQuality = 85;

    /// <summary>Every row of the quality table.</summary>
    public static IReadOnlyList<Degradation> All { get; } = [.. Rows(noisy: false), .. Rows(noisy: true)];

    /// <summary>Spoils a picture.</summary>
    /// <param name="sharp">The picture: red, green and blue.</param>
    /// <param name="seed">Decides the noise.</param>
    /// <param name="scratch">A file that may be written.</param>
    /// <returns>The spoilt picture, and the part of the sharp one that it shows: only pixels that saw nothing but the picture are left.</returns>
    public (MemoryPicture Spoilt, MemoryPicture Sharp) Apply(FloatPlanes sharp, int seed, string scratch)
    {
        int reach = Shape?.Reach ?? 0;
        var part = new PixelArea(reach, reach, sharp.Width - (2 * reach), sharp.Height - (2 * reach));
        using FloatPlanes truth = sharp.Cut(part, new PlanePool());
        using FloatPlanes spoilt = Shape is null ? sharp.Cut(part, new PlanePool()) : Blur(sharp, Shape);
        if (!Noisy) return (ToPicture(spoilt), ToPicture(truth));

        AddNoise(spoilt, new Random(seed));
        MemoryPicture noisy = ToPicture(spoilt);
        using (var writer = new PictureWriter(scratch, PictureFormat.OfName(scratch)!, noisy.Size, new PixelStorage(noisy.Format), new WriteOptions(Overwrite: true, Quality: JpegQuality)))
        {
            for (int y = 0; y < noisy.Size.Height; y++) writer.Write(noisy.Row(y));
            writer.Commit(CancellationToken.None);
        }

        return (Photograph.Read(scratch), ToPicture(truth));
    }

    private static IEnumerable<Degradation> Rows(bool noisy)
    {
        yield return Row("sharp", null);
        foreach (int length in (int[])[9, 15])
        {
            foreach (int angle in (int[])[0, 30]) yield return Row($"motion {length} px at {angle}°", PointShape.Line(length, angle));
        }

        foreach (int radius in (int[])[2, 3, 5]) yield return Row($"disk r={radius}", PointShape.Disk(radius));
        foreach (double deviation in (double[])[1, 1.5, 2]) yield return Row($"Gaussian σ={deviation}", PointShape.Bell(deviation));

        Degradation Row(string name, PointShape? shape) => new(noisy ? $"{name}, noise and JPEG" : name, shape, noisy);
    }

    private static FloatPlanes Blur(FloatPlanes sharp, PointShape shape)
    {
        int side = (2 * shape.Reach) + 1;
        var blurred = new FloatPlanes(sharp.Channels, sharp.Width - side + 1, sharp.Height - side + 1);
        for (int channel = 0; channel < sharp.Channels; channel++)
        {
            for (int y = 0; y < blurred.Height; y++)
            {
                Span<float> row = blurred.Row(channel, y);
                row.Clear();
                for (int tap = 0; tap < shape.Taps.Length; tap++)
                {
                    if (shape.Taps[tap] != 0) TensorPrimitives.MultiplyAdd(sharp.Row(channel, y + (tap / side)).Slice(tap % side, row.Length), shape.Taps[tap], row, row);
                }
            }
        }

        return blurred;
    }

    private static void AddNoise(FloatPlanes planes, Random random)
    {
        // Box and Muller.
        foreach (ref float value in planes.Span)
        {
            double length = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            value += (float)(length * Math.Cos(2 * Math.PI * random.NextDouble()) * NoiseSteps / 255);
        }
    }

    private static MemoryPicture ToPicture(FloatPlanes planes)
    {
        var picture = new MemoryPicture(new PixelSize(planes.Width, planes.Height));
        var operations = new VectorPixelOperations();
        for (int y = 0; y < planes.Height; y++) operations.FromPlanes(planes.Row(0, y), planes.Row(1, y), planes.Row(2, y), [], picture.Row(y), picture.Format);
        return picture;
    }
}

using Enlarger.Imaging;
using Enlarger.Restoration;

namespace Enlarger.Tests.Restoration;

/// <summary>Pictures of disks fallen over each other, large and small, whose edges and spectra are like those of photographs.</summary>
internal static class DeadLeaves
{
    private const int Fineness = 2;

    /// <summary>A sharp picture.</summary>
    public static FloatPlanes Draw(int width, int height, int seed)
    {
        var random = new Random(seed);
        var fine = new FloatPlanes(3, width * Fineness, height * Fineness);
        fine.Span.Fill(0.5f);
        for (int leaf = 0; leaf < width * height / 12; leaf++)
        {
            // Radii with a density of one by their cube, as things lie at all distances.
            double radius = Fineness * 1.5 / Math.Sqrt(1 - (random.NextDouble() * 0.999));
            double x = random.NextDouble() * fine.Width, y = random.NextDouble() * fine.Height;
            float[] color = [0.1f + (0.8f * random.NextSingle()), 0.1f + (0.8f * random.NextSingle()), 0.1f + (0.8f * random.NextSingle())];
            for (int row = Math.Max(0, (int)(y - radius)); row < Math.Min(fine.Height, y + radius); row++)
            {
                double half = Math.Sqrt(Math.Max(0, (radius * radius) - ((row - y) * (row - y))));
                int from = Math.Clamp((int)(x - half), 0, fine.Width), to = Math.Clamp((int)(x + half), from, fine.Width);
                for (int channel = 0; channel < 3; channel++) fine.Row(channel, row)[from..to].Fill(color[channel]);
            }
        }

        var picture = new FloatPlanes(3, width, height);
        for (int channel = 0; channel < 3; channel++)
        {
            Resampler.Resize(
                ResamplingKernel.Area,
                fine.Plane(channel),
                new PixelSize(fine.Width, fine.Height),
                new PixelSize(width, height),
                new PixelArea(0, 0, width, height),
                picture.Plane(channel),
                new PlanePool());
        }

        return picture;
    }

    /// <summary>A picture as a kernel blurs it, in steps of 8 bits, and the part of the sharp one that it shows.</summary>
    public static (FloatPlanes Blurred, FloatPlanes Sharp) Blur(FloatPlanes sharp, BlurKernel kernel, double noise = 0)
    {
        var random = new Random(1);
        float[] taps = kernel.Taps();
        int reach = kernel.Reach, side = (2 * reach) + 1;
        var blurred = new FloatPlanes(sharp.Channels, sharp.Width - (2 * reach), sharp.Height - (2 * reach));
        for (int channel = 0; channel < sharp.Channels; channel++)
        {
            for (int y = 0; y < blurred.Height; y++)
            {
                for (int x = 0; x < blurred.Width; x++)
                {
                    double sum = 0;
                    for (int tap = 0; tap < taps.Length; tap++) sum += taps[tap] * sharp.Row(channel, y + (tap / side))[x + (tap % side)];
                    double bell = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                    blurred.Row(channel, y)[x] = (float)(Math.Clamp(Math.Round((sum + (bell * noise)) * 255), 0, 255) / 255);
                }
            }
        }

        return (blurred, sharp.Cut(new PixelArea(reach, reach, blurred.Width, blurred.Height), new PlanePool()));
    }

    /// <summary>The luma of a picture, as one patch.</summary>
    public static FloatPlanes Luma(FloatPlanes picture)
    {
        var luma = new FloatPlanes(1, picture.Width, picture.Height);
        Enlarger.Imaging.Luma.Of(picture.Plane(0), picture.Plane(1), picture.Plane(2), luma.Span);
        return luma;
    }

    /// <summary>The peak signal-to-noise ratio in decibels.</summary>
    public static double Psnr(FloatPlanes a, FloatPlanes b)
    {
        double sum = 0;
        for (int i = 0; i < a.Span.Length; i++) sum += Math.Pow(a.Span[i] - b.Span[i], 2);
        return -10 * Math.Log10(sum / a.Span.Length);
    }
}

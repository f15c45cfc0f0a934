using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>What became of a point: a kernel that is symmetric about its centre, so that its transfer function is real.</summary>
/// <param name="Kind">Its shape.</param>
/// <param name="Radius">In pixels: half the length of a motion, the radius of a disk, twice the standard deviation of a bell, which makes kernels of equal radius about equally strong.</param>
/// <param name="Angle">Of a motion, in degrees counted from the right towards the lower edge, 0 to 180; 0 for the others.</param>
internal readonly record struct BlurKernel(BlurKind Kind, float Radius, float Angle = 0)
{
    // Points per pixel along each axis that the area of a disk inside a pixel is counted with.
    private const int Fineness = 16;

    // A bell is cut where it has fallen below a ten-thousandth.
    private const float BellReach = 4.3f;

    /// <summary>No blur.</summary>
    public static BlurKernel None => default;

    /// <summary>How far the kernel reaches from its centre, in whole pixels.</summary>
    public int Reach => Kind switch
    {
        BlurKind.None => 0,
        BlurKind.Gaussian => (int)MathF.Ceiling(Radius / 2 * BellReach),
        _ => (int)MathF.Ceiling(Radius + 0.5f),
    };

    /// <summary>Its weights, rows of 2 * <see cref="Reach"/> + 1, which add up to 1: the part of the disk, line or bell that lies in each pixel.</summary>
    public float[] Taps()
    {
        int side = (2 * Reach) + 1;
        double[] taps = new double[side * side];
        switch (Kind)
        {
            case BlurKind.Motion:
                DrawLine(taps, side);
                break;
            case BlurKind.Disk:
                DrawDisk(taps, side);
                break;
            case BlurKind.Gaussian:
                DrawBell(taps, side);
                break;
            default:
                taps[0] = 1;
                break;
        }

        double sum = taps.Sum();
        return [.. taps.Select(tap => (float)(tap / sum))];
    }

    /// <summary>The factor by which the kernel multiplies each frequency of a picture, in the order of <see cref="FourierTransform"/>.</summary>
    /// <param name="transform">Its size decides the frequencies; at least 2 * <see cref="Reach"/> + 1 along each axis.</param>
    /// <param name="pool">Lends the result.</param>
    /// <returns>One plane.</returns>
    public FloatPlanes Transfer(FourierTransform transform, PlanePool pool)
    {
        int width = transform.Width, height = transform.Height, side = (2 * Reach) + 1;
        using FloatPlanes planes = pool.Rent(2, width, height);
        planes.Span.Clear();
        float[] taps = Taps();
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++) planes.Row(0, (y - Reach + height) % height)[(x - Reach + width) % width] += taps[(y * side) + x];
        }

        transform.Forward(planes, pool);
        FloatPlanes transfer = pool.Rent(1, width, height);
        planes.Plane(0).CopyTo(transfer.Span);
        return transfer;
    }

    private void DrawLine(double[] taps, int side)
    {
        // The line is cut where it crosses from pixel to pixel, and every piece counts for its pixel.
        double angle = Angle * Math.PI / 180, across = Math.Cos(angle), down = Math.Sin(angle);
        List<double> cuts = [-Radius, Radius];
        for (int border = -Reach; border < Reach; border++)
        {
            foreach (double direction in (ReadOnlySpan<double>)[across, down])
            {
                double cut = (border + 0.5) / direction;
                if (Math.Abs(cut) < Radius) cuts.Add(cut);
            }
        }

        cuts.Sort();
        for (int i = 1; i < cuts.Count; i++)
        {
            double middle = (cuts[i - 1] + cuts[i]) / 2;
            int x = (int)Math.Round(middle * across), y = (int)Math.Round(middle * down);
            taps[((y + Reach) * side) + x + Reach] += cuts[i] - cuts[i - 1];
        }
    }

    private void DrawDisk(double[] taps, int side)
    {
        for (int i = 0; i < taps.Length; i++)
        {
            int inside = 0;
            for (int point = 0; point < Fineness * Fineness; point++)
            {
                double x = (i % side) - Reach + (((point % Fineness) + 0.5) / Fineness) - 0.5;
                double y = (i / side) - Reach + (((point / Fineness) + 0.5) / Fineness) - 0.5;
                if ((x * x) + (y * y) <= Radius * Radius) inside++;
            }

            taps[i] = inside;
        }
    }

    private void DrawBell(double[] taps, int side)
    {
        double deviation = Radius / 2;
        for (int i = 0; i < taps.Length; i++)
        {
            int x = (i % side) - Reach, y = (i / side) - Reach;
            taps[i] = Math.Exp(-((x * x) + (y * y)) / (2 * deviation * deviation));
        }
    }
}

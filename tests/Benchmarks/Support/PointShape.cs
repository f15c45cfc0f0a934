namespace Enlarger.Benchmarks.Support;

/// <summary>What a point of a picture becomes when it is blurred. Kept apart from the product's own kernels, which are measured with it.</summary>
/// <param name="Taps">Weights, in rows of 2 * <paramref name="Reach"/> + 1; they add up to 1.</param>
/// <param name="Reach">How far they reach from the point.</param>
internal sealed record PointShape(float[] Taps, int Reach)
{
    // Points that a shape is made of, per pixel along an axis.
    private const int Fineness = 31;

    /// <summary>An even line: motion.</summary>
    public static PointShape Line(double length, double angle)
    {
        int points = (int)(length * Fineness * Fineness);
        (double down, double across) = Math.SinCos(angle * Math.PI / 180);
        return Of(length / 2, Enumerable.Range(0, points).Select(point => (((point + 0.5) / points) - 0.5) * length).Select(place => (place * across, place * down)));
    }

    /// <summary>An even disk: out of focus.</summary>
    public static PointShape Disk(double radius)
    {
        int points = (int)Math.Ceiling(radius * Fineness);
        IEnumerable<double> places = Enumerable.Range(-points, (2 * points) + 1).Select(point => (double)point / Fineness);
        return Of(radius, from y in places from x in places where (x * x) + (y * y) <= radius * radius select (x, y));
    }

    /// <summary>A bell.</summary>
    public static PointShape Bell(double deviation)
    {
        int reach = (int)Math.Ceiling(4 * deviation), side = (2 * reach) + 1;
        return Normalised([.. Enumerable.Range(0, side * side).Select(i => Math.Exp(-(Math.Pow((i % side) - reach, 2) + Math.Pow((i / side) - reach, 2)) / (2 * deviation * deviation)))], reach);
    }

    // Every point counts for the pixel it lies in.
    private static PointShape Of(double radius, IEnumerable<(double X, double Y)> points)
    {
        int reach = (int)Math.Ceiling(radius + 0.5), side = (2 * reach) + 1;
        double[] taps = new double[side * side];
        foreach ((double x, double y) in points) taps[(((int)Math.Round(y) + reach) * side) + (int)Math.Round(x) + reach]++;
        return Normalised(taps, reach);
    }

    private static PointShape Normalised(double[] taps, int reach)
    {
        double sum = taps.Sum();
        return new PointShape([.. taps.Select(tap => (float)(tap / sum))], reach);
    }
}

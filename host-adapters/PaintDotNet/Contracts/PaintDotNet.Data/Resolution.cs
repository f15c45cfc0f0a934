namespace PaintDotNet;

/// <summary>Pixels in a unit of length.</summary>
public readonly struct Resolution(double x, double y, MeasurementUnit units)
{
    public double X { get; } = x;

    public double Y { get; } = y;

    public MeasurementUnit Units { get; } = units;
}

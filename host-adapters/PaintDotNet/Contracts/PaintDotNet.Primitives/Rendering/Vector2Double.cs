namespace PaintDotNet.Rendering;

/// <summary>Two numbers that belong together, such as the resolutions across and down.</summary>
public struct Vector2Double(double x, double y)
{
    public double X { readonly get; set; } = x;

    public double Y { readonly get; set; } = y;
}

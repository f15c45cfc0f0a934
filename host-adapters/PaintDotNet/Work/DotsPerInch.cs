using PaintDotNet;
using PaintDotNet.Rendering;

namespace Enlarger.PaintDotNet.Work;

/// <summary>The one unit in which files of every kind state a resolution.</summary>
internal static class DotsPerInch
{
    private const double CentimetresInAnInch = 2.54, Usual = 96;

    /// <summary>A resolution in that unit; the screen's where it is a ratio only.</summary>
    public static Vector2Double Of(Resolution resolution) => resolution.Units switch
    {
        MeasurementUnit.Inch => new Vector2Double(resolution.X, resolution.Y),
        MeasurementUnit.Centimeter => new Vector2Double(resolution.X * CentimetresInAnInch, resolution.Y * CentimetresInAnInch),
        _ => new Vector2Double(Usual, Usual),
    };
}

namespace Enlarger.CommandLine.Metadata;

/// <summary>Pixels per millimetre, as files count them: in whole ones to the inch or the metre, or as fractions.</summary>
internal static class Density
{
    /// <summary>Millimetres in an inch.</summary>
    public const double Inch = 25.4;

    // Counting whole ones to the metre, as PNG does, moves a value by less than one.
    private const double Rounding = 0.001;

    // More than two million to the inch is no picture's.
    private const double Most = 100_000;

    /// <summary>Pixels per inch; a whole number where the rounding of a file is all that is between.</summary>
    public static double PerInch(double perMillimetre)
    {
        double perInch = perMillimetre * Inch, whole = Math.Round(perInch);
        return whole > 0 && Math.Abs(perInch - whole) < Rounding * Inch ? whole : perInch;
    }

    /// <summary>Pixels per inch as a fraction.</summary>
    public static (uint Numerator, uint Denominator) Fraction(double perMillimetre)
    {
        double perInch = PerInch(perMillimetre);
        return perInch == Math.Round(perInch) ? ((uint)perInch, 1u) : ((uint)Math.Round(perInch * 1000), 1000u);
    }

    /// <summary>Whether two values in pixels per millimetre are the same but for the rounding of a file.</summary>
    public static bool AreSame(double a, double b) => Math.Abs(a - b) <= Rounding;

    /// <summary>Whether a file can mean that.</summary>
    public static bool IsUsable((double X, double Y) perMillimetre) => perMillimetre is { X: > 0.0001 and < Most, Y: > 0.0001 and < Most };

    /// <summary>Pixels per millimetre in a structure's first directory, or null if it does not say.</summary>
    public static (double X, double Y)? Of(TiffReader reader, TiffDirectory directory)
    {
        double unit = directory.Find(TiffTag.ResolutionUnit) is { } entry ? reader.Number(entry) switch { 2 => Inch, 3 => 10, _ => 0 } : Inch;
        if (unit == 0 || Fraction(TiffTag.XResolution) is not { } x || Fraction(TiffTag.YResolution) is not { } y) return null;

        (double X, double Y) density = (x / unit, y / unit);
        return IsUsable(density) ? density : null;

        double? Fraction(ushort tag) =>
            directory.Find(tag) is { Type: TiffType.Rational, Length: 8 } found && reader.Value(found) is { } bytes
                ? (double)reader.Layout.Get(bytes.AsSpan(0, 4)) / reader.Layout.Get(bytes.AsSpan(4, 4))
                : null;
    }
}

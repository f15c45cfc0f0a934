using System.Globalization;
using System.Text.RegularExpressions;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Printing;

/// <summary>A size on paper at a resolution, as a user asks for it: 30x45cm@300.</summary>
/// <param name="Width">One side, in units.</param>
/// <param name="Height">The other side, in units.</param>
/// <param name="Unit">The unit: mm, cm or in.</param>
/// <param name="Dpi">Pixels per inch, 1 to 10,000.</param>
internal sealed partial record PrintSize(decimal Width, decimal Height, string Unit, decimal Dpi)
{
    private const decimal MillimetresPerInch = 25.4m;
    private const decimal Smallest = 1, Largest = 100_000;

    /// <summary>Pixels per millimetre.</summary>
    public double Resolution => (double)(Dpi / MillimetresPerInch);

    private decimal MillimetresPerUnit => Unit switch
    {
        "mm" => 1,
        "cm" => 10,
        _ => MillimetresPerInch,
    };

    /// <summary>Reads a size as a user writes it: 30x45cm@300, or 30 × 45 CM @ 300.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it is none, or no sane one.</exception>
    public static PrintSize Parse(string text)
    {
        Match match = Shape().Match(text);
        if (!match.Success) throw Wrong(text, "write width, x, height, a unit (cm, in or mm), @ and the pixels per inch, like 30x45cm@300 or 8x10in@240");

        var size = new PrintSize(Number(match, "width"), Number(match, "height"), match.Groups["unit"].Value.ToLowerInvariant(), Number(match, "dpi"));
        if (Math.Min(size.Width, size.Height) * size.MillimetresPerUnit < Smallest || Math.Max(size.Width, size.Height) * size.MillimetresPerUnit > Largest)
        {
            throw Wrong(text, "its sides must be from 1 mm to 100 m");
        }

        return size.Dpi is < 1 or > 10_000 ? throw Wrong(text, "its resolution must be from 1 to 10000 pixels per inch") : size;
    }

    /// <summary>The smallest enlargement that fills this size.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="scales">The enlargements that there are, the smallest first.</param>
    public PrintPlan PlanFor(PixelSize picture, IReadOnlyList<int> scales)
    {
        if (IsFilled(picture, 1)) return new PrintPlan(null, $"has enough pixels for {this}: print it as it is");

        int scale = scales.FirstOrDefault(scale => IsFilled(picture, scale));
        return scale != 0
            ? new PrintPlan(scale, $"{scale}x: {(long)picture.Width * scale}x{(long)picture.Height * scale} pixels print {Printed(picture, scale)}")
            : new PrintPlan(scales[^1], $"Even {scales[^1]}x is not enough for {this}: the result prints {PrintedSides(picture, scales[^1])}");
    }

    /// <summary>The size as people write it: 30x45 cm at 300 dpi.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width:0.####}x{Height:0.####} {Unit} at {Dpi:0.####} dpi");

    private static decimal Number(Match match, string group) =>
        decimal.TryParse(match.Groups[group].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : decimal.MaxValue / MillimetresPerInch;

    private static EnlargerException Wrong(string text, string what) => new(ErrorKind.Usage, $"'{text}' is no value for --print-size: {what}.");

    // Paper is turned as the picture is.
    private bool IsFilled(PixelSize picture, int scale) =>
        (long)Math.Max(picture.Width, picture.Height) * scale >= Pixels(Math.Max(Width, Height)) &&
        (long)Math.Min(picture.Width, picture.Height) * scale >= Pixels(Math.Min(Width, Height));

    // To the nearest pixel, as printers' tables have it: 45 cm at 300 dpi is 5315.
    private decimal Pixels(decimal side) => Math.Round(side * MillimetresPerUnit * Dpi / MillimetresPerInch, MidpointRounding.AwayFromZero);

    private string Printed(PixelSize picture, int scale) => string.Create(CultureInfo.InvariantCulture, $"{PrintedSides(picture, scale)} at {Dpi:0.####} dpi");

    private string PrintedSides(PixelSize picture, int scale) => string.Create(
        CultureInfo.InvariantCulture, $"{Units((long)picture.Width * scale):0.0} x {Units((long)picture.Height * scale):0.0} {Unit}");

    private decimal Units(long pixels) => pixels / Dpi * MillimetresPerInch / MillimetresPerUnit;

    [GeneratedRegex(@"\A(?<width>[0-9]{1,20}(\.[0-9]{1,20})?) *[x×] *(?<height>[0-9]{1,20}(\.[0-9]{1,20})?) *(?<unit>cm|in|mm) *@ *(?<dpi>[0-9]{1,20}(\.[0-9]{1,20})?)\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

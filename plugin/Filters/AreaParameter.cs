using System.Globalization;
using Enlarger.Imaging;

namespace Enlarger.Filters;

/// <summary>A parameter that takes a rectangle of the picture, a <see cref="PixelArea"/> in its pixels; editors give their selection.</summary>
/// <param name="Id"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Name"><inheritdoc cref="FilterParameter"/></param>
/// <param name="Help"><inheritdoc cref="FilterParameter"/></param>
/// <param name="IsRequired">Whether the filter cannot run without one; else the whole picture is meant.</param>
public sealed record AreaParameter(string Id, string Name, string Help, bool IsRequired = false) : FilterParameter(Id, Name, Help)
{
    private const string Whole = "all";

    /// <inheritdoc/>
    public override object DefaultValue => default(PixelArea);

    /// <inheritdoc/>
    public override object Parse(string text)
    {
        if (text == Whole && !IsRequired) return default(PixelArea);
        string[] parts = text.Split(',');
        int[] numbers = new int[4];
        bool isArea = parts.Length == 4;
        for (int i = 0; i < 4 && isArea; i++) isArea = int.TryParse(parts[i], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out numbers[i]);
        var area = new PixelArea(numbers[0], numbers[1], numbers[2], numbers[3]);
        if (isArea && area.Width > 0 && area.Height > 0 && (long)area.X + area.Width <= int.MaxValue && (long)area.Y + area.Height <= int.MaxValue) return area;
        throw Wrong(text, $"column, row, width and height in pixels, like 100,50,640,480{(IsRequired ? "" : $", or {Whole}")}");
    }

    /// <inheritdoc/>
    public override string Format(object value) => value is PixelArea area && area != default ? string.Create(CultureInfo.InvariantCulture, $"{area.X},{area.Y},{area.Width},{area.Height}") : Whole;
}

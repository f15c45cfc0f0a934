namespace Enlarger.Imaging;

/// <summary>The size of a picture in pixels.</summary>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
public readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>The whole picture as an area.</summary>
    public PixelArea Area => new(0, 0, Width, Height);

    /// <summary>The size as people write it: 640x480.</summary>
    public override string ToString() => $"{Width}x{Height}";
}

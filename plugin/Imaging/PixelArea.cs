namespace Enlarger.Imaging;

/// <summary>A rectangle of pixels.</summary>
/// <param name="X">Its first column.</param>
/// <param name="Y">Its first row.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
public readonly record struct PixelArea(int X, int Y, int Width, int Height)
{
    /// <summary>The column behind the last one.</summary>
    public int Right => X + Width;

    /// <summary>The row below the last one.</summary>
    public int Bottom => Y + Height;

    /// <summary>The area enlarged by <paramref name="margin"/> on every side, then cut to a picture of <paramref name="bounds"/>.</summary>
    public PixelArea Grow(int margin, PixelSize bounds)
    {
        int left = Math.Max(0, X - margin);
        int top = Math.Max(0, Y - margin);
        return new PixelArea(left, top, Math.Min(bounds.Width, Right + margin) - left, Math.Min(bounds.Height, Bottom + margin) - top);
    }

    /// <summary>The same area, as seen from the upper left corner of another one.</summary>
    public PixelArea Within(PixelArea frame) => this with { X = X - frame.X, Y = Y - frame.Y };

    /// <summary>The same area of a picture enlarged <paramref name="scale"/> times.</summary>
    public PixelArea Scale(int scale) => new(X * scale, Y * scale, Width * scale, Height * scale);
}

namespace Enlarger.Imaging;

/// <summary>A rectangle of pixels.</summary>
/// <param name="X">Its first column.</param>
/// <param name="Y">Its first row.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
public readonly record struct PixelArea(int X, int Y, int Width, int Height)
{
    /// <summary>Its size.</summary>
    public PixelSize Size => new(Width, Height);

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

    /// <summary>Whether the area lies within a picture of that size.</summary>
    public bool IsWithin(PixelSize picture) => X >= 0 && Y >= 0 && Right <= picture.Width && Bottom <= picture.Height;

    /// <summary>What both areas have in common; without width or height if that is nothing.</summary>
    public PixelArea Intersect(PixelArea other)
    {
        int left = Math.Max(X, other.X);
        int top = Math.Max(Y, other.Y);
        return new PixelArea(left, top, Math.Max(0, Math.Min(Right, other.Right) - left), Math.Max(0, Math.Min(Bottom, other.Bottom) - top));
    }

    /// <summary>The smallest area that holds both.</summary>
    public PixelArea Union(PixelArea other)
    {
        int left = Math.Min(X, other.X);
        int top = Math.Min(Y, other.Y);
        return new PixelArea(left, top, Math.Max(Right, other.Right) - left, Math.Max(Bottom, other.Bottom) - top);
    }

    /// <summary>The same area, as seen from the upper left corner of another one.</summary>
    public PixelArea Within(PixelArea frame) => this with { X = X - frame.X, Y = Y - frame.Y };

    /// <summary>The same area of a picture enlarged <paramref name="scale"/> times.</summary>
    public PixelArea Scale(int scale) => new(X * scale, Y * scale, Width * scale, Height * scale);
}

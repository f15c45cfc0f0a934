namespace PaintDotNet.Rendering;

/// <summary>A rectangle of pixels.</summary>
public struct RectInt32(int x, int y, int width, int height) : IEquatable<RectInt32>
{
    public int X { readonly get; set; } = x;

    public int Y { readonly get; set; } = y;

    public int Width { readonly get; set; } = width;

    public int Height { readonly get; set; } = height;

    public RectInt32(Point2Int32 location, SizeInt32 size)
        : this(location.X, location.Y, size.Width, size.Height)
    {
    }

    public RectInt32(int x, int y, SizeInt32 size)
        : this(x, y, size.Width, size.Height)
    {
    }

    public readonly int Left => X;

    public readonly int Top => Y;

    public readonly int Right => X + Width;

    public readonly int Bottom => Y + Height;

    public readonly bool HasArea => Width > 0 && Height > 0;

    public readonly SizeInt32 Size => new(Width, Height);

    public static bool operator ==(RectInt32 a, RectInt32 b) => a.Equals(b);

    public static bool operator !=(RectInt32 a, RectInt32 b) => !a.Equals(b);

    public readonly bool Equals(RectInt32 other) => (X, Y, Width, Height) == (other.X, other.Y, other.Width, other.Height);

    public override readonly bool Equals(object? obj) => obj is RectInt32 other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(X, Y, Width, Height);

    public override readonly string ToString() => $"{Width} x {Height} at {X}, {Y}";
}

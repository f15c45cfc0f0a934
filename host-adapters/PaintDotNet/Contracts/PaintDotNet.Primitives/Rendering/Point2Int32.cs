namespace PaintDotNet.Rendering;

/// <summary>A pixel's place.</summary>
public struct Point2Int32(int x, int y) : IEquatable<Point2Int32>
{
    public int X { readonly get; set; } = x;

    public int Y { readonly get; set; } = y;

    public readonly bool Equals(Point2Int32 other) => X == other.X && Y == other.Y;

    public override readonly bool Equals(object? obj) => obj is Point2Int32 other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(X, Y);
}

namespace PaintDotNet.Rendering;

/// <summary>A size in pixels.</summary>
public struct SizeInt32(int width, int height) : IEquatable<SizeInt32>
{
    public int Width { readonly get; set; } = width;

    public int Height { readonly get; set; } = height;

    public static bool operator ==(SizeInt32 a, SizeInt32 b) => a.Equals(b);

    public static bool operator !=(SizeInt32 a, SizeInt32 b) => !a.Equals(b);

    public readonly bool Equals(SizeInt32 other) => Width == other.Width && Height == other.Height;

    public override readonly bool Equals(object? obj) => obj is SizeInt32 other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Width, Height);
}

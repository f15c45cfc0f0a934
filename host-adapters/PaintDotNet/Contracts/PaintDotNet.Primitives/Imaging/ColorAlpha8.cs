using System.Runtime.InteropServices;

namespace PaintDotNet.Imaging;

/// <summary>Coverage, a byte.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ColorAlpha8(byte a) : INaturalPixelInfo<ColorAlpha8>
{
    public byte A { readonly get; set; } = a;

    public readonly bool Equals(ColorAlpha8 other) => A == other.A;

    public override readonly bool Equals(object? obj) => obj is ColorAlpha8 other && Equals(other);

    public override readonly int GetHashCode() => A;
}

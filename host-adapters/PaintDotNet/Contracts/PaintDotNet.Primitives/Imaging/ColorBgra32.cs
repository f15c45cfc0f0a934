using System.Runtime.InteropServices;

namespace PaintDotNet.Imaging;

/// <summary>Straight alpha, a byte a channel.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ColorBgra32(byte b, byte g, byte r, byte a) : INaturalPixelInfo<ColorBgra32>
{
    public byte B { readonly get; set; } = b;

    public byte G { readonly get; set; } = g;

    public byte R { readonly get; set; } = r;

    public byte A { readonly get; set; } = a;

    public readonly bool Equals(ColorBgra32 other) => (B, G, R, A) == (other.B, other.G, other.R, other.A);

    public override readonly bool Equals(object? obj) => obj is ColorBgra32 other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(B, G, R, A);
}

namespace PaintDotNet.Imaging;

/// <summary>How a pixel is laid out, by the name that the Windows Imaging Component knows it by.</summary>
public readonly struct PixelFormat(in Guid guid) : IEquatable<PixelFormat>
{
    public Guid Guid { get; } = guid;

    public static bool operator ==(in PixelFormat a, in PixelFormat b) => a.Equals(b);

    public static bool operator !=(in PixelFormat a, in PixelFormat b) => !a.Equals(b);

    public bool Equals(PixelFormat other) => Guid == other.Guid;

    public override bool Equals(object? obj) => obj is PixelFormat other && Equals(other);

    public override int GetHashCode() => Guid.GetHashCode();
}

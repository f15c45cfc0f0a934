namespace PaintDotNet.Imaging;

/// <summary>Who made an encoder.</summary>
public readonly struct VendorID : IEquatable<VendorID>
{
    public bool Equals(VendorID other) => true;

    public override bool Equals(object? obj) => obj is VendorID;

    public override int GetHashCode() => 0;
}

namespace PaintDotNet.Imaging;

/// <summary>A file format, by the name that the Windows Imaging Component knows it by.</summary>
public readonly struct ContainerFormat(in Guid guid) : IEquatable<ContainerFormat>
{
    public Guid Guid { get; } = guid;

    public bool Equals(ContainerFormat other) => Guid == other.Guid;

    public override bool Equals(object? obj) => obj is ContainerFormat other && Equals(other);

    public override int GetHashCode() => Guid.GetHashCode();
}

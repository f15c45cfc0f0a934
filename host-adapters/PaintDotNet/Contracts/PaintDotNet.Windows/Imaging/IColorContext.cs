using PaintDotNet.ComponentModel;

namespace PaintDotNet.Imaging;

/// <summary>A colour profile.</summary>
public interface IColorContext : IObjectRef, IEquatable<IColorContext>, IInternalImpl
{
    ColorContextType Type { get; }

    ExifColorSpace ExifColorSpace { get; }

    ReadOnlyMemory<byte> GetProfileBytes();
}

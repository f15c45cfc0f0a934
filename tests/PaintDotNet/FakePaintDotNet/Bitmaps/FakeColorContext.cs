using PaintDotNet.ComponentModel;
using PaintDotNet.Imaging;

namespace FakePaintDotNet.Bitmaps;

/// <summary>The document's colours: its profile, or sRGB.</summary>
internal sealed class FakeColorContext(byte[]? profile) : RefTrackedObject, IColorContext
{
    public ColorContextType Type => profile is null ? ColorContextType.ExifColorSpace : ColorContextType.Profile;

    public ExifColorSpace ExifColorSpace => profile is null ? ExifColorSpace.Srgb : ExifColorSpace.Uncalibrated;

    public ReadOnlyMemory<byte> GetProfileBytes() => profile ?? throw new InvalidOperationException("The colours are told by a name, not by a profile.");

    public bool Equals(IColorContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => 0;
}

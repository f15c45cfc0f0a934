namespace PaintDotNet.Imaging;

/// <summary>The colour spaces that EXIF has names for.</summary>
public enum ExifColorSpace : ushort
{
    Srgb = 1,
    AdobeRgb = 2,
    Uncalibrated = 65535,
}

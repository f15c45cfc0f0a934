namespace PaintDotNet;

/// <summary>What a resolution is counted in, numbered as in EXIF.</summary>
public enum MeasurementUnit
{
    Pixel = 1,
    Inch = 2,
    Centimeter = 3,
}

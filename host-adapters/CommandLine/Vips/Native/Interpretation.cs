namespace Enlarger.CommandLine.Vips.Native;

/// <summary>What libvips takes an image's bands for, by its numbers, as far as Enlarger tells them apart.</summary>
internal enum Interpretation
{
    Multiband = 0,
    BlackWhite = 1,
    Histogram = 10,
    Xyz = 12,
    Lab = 13,
    Cmyk = 15,
    LabQ = 16,
    Rgb = 17,
    LabS = 21,
    Srgb = 22,
    Rgb16 = 25,
    Grey16 = 26,
    Matrix = 27,
    ScRgb = 28,
}

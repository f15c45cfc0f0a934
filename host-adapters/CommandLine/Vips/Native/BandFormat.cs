namespace Enlarger.CommandLine.Vips.Native;

/// <summary>How libvips stores a sample, by its numbers; those not named here are refused.</summary>
internal enum BandFormat
{
    UInt8 = 0,
    UInt16 = 2,
    Int16 = 3,
    Float = 6,
}

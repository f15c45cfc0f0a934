namespace Enlarger.Tests.Gimp.Xcf;

/// <summary>How GIMP stores a sample.</summary>
internal enum XcfSample
{
    UInt8,
    UInt16,
    UInt32,
    Half,
    Float,
    Double,
}

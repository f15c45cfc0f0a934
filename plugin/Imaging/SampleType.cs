namespace Enlarger.Imaging;

/// <summary>How one sample (one channel of one pixel) is stored, little-endian.</summary>
public enum SampleType
{
    /// <summary>8-bit unsigned, 0..255.</summary>
    UInt8,

    /// <summary>16-bit unsigned, 0..65535.</summary>
    UInt16,

    /// <summary>IEEE 754 binary16, nominally 0..1.</summary>
    Half,

    /// <summary>IEEE 754 binary32, nominally 0..1.</summary>
    Float,
}

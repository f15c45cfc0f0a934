namespace Enlarger.CommandLine.Metadata;

/// <summary>The types of values in a TIFF structure.</summary>
internal static class TiffType
{
    public const ushort Byte = 1, Ascii = 2, Short = 3, Long = 4, Rational = 5, Undefined = 7, Directory = 13, Long8 = 16, Directory8 = 18;

    /// <summary>The bytes of one value, or 0 for a type that does not exist.</summary>
    public static int Size(ushort type) => type switch
    {
        1 or 2 or 6 or 7 or 129 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    /// <summary>The bytes that change places in the other byte order: half of a fraction, otherwise the value.</summary>
    public static int Unit(ushort type) => type is Rational or 10 ? 4 : Size(type);

    /// <summary>Whether only BigTIFF has it.</summary>
    public static bool IsBigOnly(ushort type) => type is >= Long8 and <= Directory8;
}

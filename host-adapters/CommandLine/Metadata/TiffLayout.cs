namespace Enlarger.CommandLine.Metadata;

/// <summary>How a TIFF structure writes its numbers.</summary>
/// <param name="IsBigEndian">Whether the high byte comes first ("MM").</param>
/// <param name="IsBigTiff">Whether offsets have 64 bits.</param>
internal readonly record struct TiffLayout(bool IsBigEndian, bool IsBigTiff)
{
    /// <summary>The bytes of the number of entries, with which a directory begins.</summary>
    public int CountBytes => IsBigTiff ? 8 : 2;

    /// <summary>The bytes of an entry.</summary>
    public int EntryBytes => IsBigTiff ? 20 : 12;

    /// <summary>The bytes of an offset, and of what an entry holds itself.</summary>
    public int OffsetBytes => IsBigTiff ? 8 : 4;

    /// <summary>Where in an entry its value or the offset of it is.</summary>
    public int ValueInEntry => IsBigTiff ? 12 : 8;

    /// <summary>The bytes of the header.</summary>
    public int HeaderBytes => IsBigTiff ? 16 : 8;

    /// <summary>The unsigned number that those bytes, at most eight, are.</summary>
    public ulong Get(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = 0; i < bytes.Length; i++) value = (value << 8) | bytes[IsBigEndian ? i : bytes.Length - 1 - i];
        return value;
    }

    /// <summary>Fills bytes, at most eight, with an unsigned number.</summary>
    public void Put(Span<byte> bytes, ulong value)
    {
        for (int i = 0; i < bytes.Length; i++, value >>= 8) bytes[IsBigEndian ? bytes.Length - 1 - i : i] = (byte)value;
    }

    /// <summary>That many bytes with an unsigned number in them.</summary>
    public byte[] Bytes(int length, ulong value)
    {
        byte[] bytes = new byte[length];
        Put(bytes, value);
        return bytes;
    }

    /// <summary>The bytes of a fraction.</summary>
    public byte[] Bytes((uint Numerator, uint Denominator) value) => [.. Bytes(4, value.Numerator), .. Bytes(4, value.Denominator)];

    /// <summary>An entry; its value fits into it or is an offset.</summary>
    public byte[] Entry(ushort tag, ushort type, long count, ReadOnlySpan<byte> value)
    {
        byte[] entry = new byte[EntryBytes];
        Put(entry.AsSpan(0, 2), tag);
        Put(entry.AsSpan(2, 2), type);
        Put(entry.AsSpan(4, OffsetBytes), (ulong)count);
        value.CopyTo(entry.AsSpan(ValueInEntry));
        return entry;
    }
}

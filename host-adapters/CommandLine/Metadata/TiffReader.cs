namespace Enlarger.CommandLine.Metadata;

/// <summary>
/// Reads the directories of a TIFF structure: an EXIF block or a TIFF file (classic or BigTIFF). Any bytes will do; what cannot be read
/// is absent.
/// </summary>
internal sealed class TiffReader
{
    // Real directories have tens of entries, and real values kilobytes.
    private const int MostEntries = 4096, MostBytes = 16 << 20;
    private readonly Stream _stream;
    private readonly HashSet<long> _visited = [];
    private long _budget = MostBytes;

    private TiffReader(Stream stream, TiffLayout layout)
    {
        _stream = stream;
        Layout = layout;
        First = Number(layout.IsBigTiff ? 8 : 4, layout.OffsetBytes) ?? 0;
    }

    /// <summary>How numbers are written.</summary>
    public TiffLayout Layout { get; }

    /// <summary>Where the first directory is.</summary>
    public long First { get; }

    /// <summary>Reads the header, or returns null if it is none of TIFF.</summary>
    public static TiffReader? Open(Stream stream)
    {
        byte[]? start = Bytes(stream, 0, 8);
        return start switch
        {
            [(byte)'I', (byte)'I', 42, 0, ..] => new TiffReader(stream, new TiffLayout(IsBigEndian: false, IsBigTiff: false)),
            [(byte)'M', (byte)'M', 0, 42, ..] => new TiffReader(stream, new TiffLayout(IsBigEndian: true, IsBigTiff: false)),
            [(byte)'I', (byte)'I', 43, 0, 8, 0, 0, 0] => new TiffReader(stream, new TiffLayout(IsBigEndian: false, IsBigTiff: true)),
            [(byte)'M', (byte)'M', 0, 43, 0, 8, 0, 0] => new TiffReader(stream, new TiffLayout(IsBigEndian: true, IsBigTiff: true)),
            _ => null,
        };
    }

    /// <summary>The directory there, or null if there is none or it was read before: directories form no circles.</summary>
    public TiffDirectory? Directory(long at)
    {
        if (at < Layout.HeaderBytes || Number(at, Layout.CountBytes) is not { } claimed || !_visited.Add(at)) return null;

        long room = (_stream.Length - at - Layout.CountBytes) / Layout.EntryBytes, count = Math.Min(claimed, room);
        if (count is 0 or > MostEntries) return null;

        var entries = new List<TiffEntry>((int)count);
        long position = at + Layout.CountBytes;
        for (int i = 0; i < count; i++, position += Layout.EntryBytes)
        {
            if (Bytes(_stream, position, Layout.EntryBytes) is not { } raw) return null;
            entries.Add(Entry(raw, position));
        }

        long? next = claimed == count ? Number(position, Layout.OffsetBytes) : null;
        return new TiffDirectory(at, entries, next is null ? null : position, next ?? 0);
    }

    /// <summary>The directory that an entry points to, or null.</summary>
    public TiffDirectory? Child(TiffDirectory? directory, ushort tag) =>
        directory?.Find(tag) is { } entry && Number(entry) is { } at ? Directory(at) : null;

    /// <summary>The bytes of an entry's values, or null where they cannot be read or all values together are too many.</summary>
    public byte[]? Value(TiffEntry entry)
    {
        if (!entry.IsReadable || entry.Length > _budget) return null;

        _budget -= entry.Length;
        return Bytes(_stream, entry.ValueAt, (int)entry.Length);
    }

    /// <summary>An entry's first value as a whole number, or null if it is none.</summary>
    public long? Number(TiffEntry entry)
    {
        int size = TiffType.Size(entry.Type);
        bool isWhole = entry.Type is TiffType.Byte or TiffType.Short or TiffType.Long or TiffType.Directory or TiffType.Long8 or TiffType.Directory8;
        return isWhole && entry.Length >= size ? Number(entry.ValueAt, size) : null;
    }

    /// <summary>The number there, or null if it is outside or more than a file can have bytes.</summary>
    private long? Number(long at, int length) =>
        Bytes(_stream, at, length) is { } bytes && Layout.Get(bytes) is var number && number <= long.MaxValue ? (long)number : null;

    private TiffEntry Entry(byte[] raw, long at)
    {
        ushort tag = (ushort)Layout.Get(raw.AsSpan(0, 2)), type = (ushort)Layout.Get(raw.AsSpan(2, 2));
        ulong count = Layout.Get(raw.AsSpan(4, Layout.OffsetBytes));
        int size = TiffType.Size(type);
        if (size == 0 || count > int.MaxValue) return new TiffEntry(tag, type, 0, -1, raw);

        long length = (long)count * size;
        if (length <= Layout.OffsetBytes) return new TiffEntry(tag, type, at + Layout.ValueInEntry, length, raw);

        ulong valueAt = Layout.Get(raw.AsSpan(Layout.ValueInEntry));
        bool isInside = valueAt <= long.MaxValue && (long)valueAt <= _stream.Length - length && length <= MostBytes;
        return isInside ? new TiffEntry(tag, type, (long)valueAt, length, raw) : new TiffEntry(tag, type, 0, -1, raw);
    }

    private static byte[]? Bytes(Stream stream, long at, int length)
    {
        if (at < 0 || at > stream.Length - length) return null;

        stream.Position = at;
        byte[] bytes = new byte[length];
        return stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : null;
    }
}

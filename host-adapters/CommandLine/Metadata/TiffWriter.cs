using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Metadata;

/// <summary>Lays directories and their values out, to be put at a known place of a TIFF structure.</summary>
/// <param name="layout">How numbers are written.</param>
/// <param name="start">Where the bytes will begin: an even offset.</param>
internal sealed class TiffWriter(TiffLayout layout, long start)
{
    // A block of a JPEG file is shorter.
    private const int FarthestPlace = 48_000;
    private readonly List<byte> _bytes = [];
    private bool _keepsPlaces;
    private TiffValue? _placed;

    /// <summary>
    /// A structure of its own with that directory and nothing else: an EXIF block. Values stay in their places where these are free and
    /// near.
    /// </summary>
    public static byte[] Block(bool isBigEndian, TiffNode node) => Block(isBigEndian, node, keepPlaces: true) ?? Block(isBigEndian, node, keepPlaces: false)!;

    /// <summary>Adds a directory with everything in it.</summary>
    /// <param name="node">What it holds, in this layout's byte order.</param>
    /// <param name="ready">Entries that are as they shall be; they go before those of the same tag in <paramref name="node"/>.</param>
    /// <param name="next">The offset of the next directory.</param>
    /// <returns>Its offset.</returns>
    public long Add(TiffNode node, IReadOnlyDictionary<ushort, byte[]>? ready = null, long next = 0)
    {
        Align();
        var entries = new SortedDictionary<ushort, byte[]>(ready?.ToDictionary() ?? []);
        KeyValuePair<ushort, TiffValue>[] values =
            [.. node.Values.Where(pair => !entries.ContainsKey(pair.Key) && (layout.IsBigTiff || !TiffType.IsBigOnly(pair.Value.Type)))];
        KeyValuePair<ushort, TiffNode>[] children = [.. node.Children.Where(pair => !entries.ContainsKey(pair.Key) && !pair.Value.IsEmpty)];
        long at = start + _bytes.Count;
        // The directory comes first and is filled last, when the places of its values are known.
        int from = _bytes.Count;
        _bytes.AddRange(new byte[layout.CountBytes + ((entries.Count + values.Length + children.Length) * layout.EntryBytes) + layout.OffsetBytes]);
        foreach ((ushort tag, TiffValue value) in values) entries[tag] = Entry(tag, value);
        foreach ((ushort tag, TiffNode child) in children) entries[tag] = Pointer(tag, Add(child));

        byte[] directory = [.. layout.Bytes(layout.CountBytes, (ulong)entries.Count), .. entries.Values.SelectMany(entry => entry), .. layout.Bytes(layout.OffsetBytes, (ulong)next)];
        directory.CopyTo(CollectionsMarshal.AsSpan(_bytes)[from..]);
        return at;
    }

    /// <summary>All bytes so far.</summary>
    public byte[] ToArray() => [.. _bytes];

    private static byte[]? Block(bool isBigEndian, TiffNode node, bool keepPlaces)
    {
        var layout = new TiffLayout(isBigEndian, IsBigTiff: false);
        var writer = new TiffWriter(layout, layout.HeaderBytes) { _keepsPlaces = keepPlaces };
        writer.Add(node);
        if (writer._placed is { } value)
        {
            int place = (int)value.Place - layout.HeaderBytes;
            if (writer._bytes.Count > place) return null;

            writer._bytes.AddRange(new byte[place - writer._bytes.Count]);
            writer._bytes.AddRange(value.Bytes);
        }

        return [.. isBigEndian ? "MM"u8 : "II"u8, .. layout.Bytes(2, 42), .. layout.Bytes(4, (ulong)layout.HeaderBytes), .. writer.ToArray()];
    }

    private byte[] Pointer(ushort tag, long at) =>
        at <= uint.MaxValue ? layout.Entry(tag, TiffType.Long, 1, layout.Bytes(4, (ulong)at)) : layout.Entry(tag, TiffType.Long8, 1, layout.Bytes(8, (ulong)at));

    private byte[] Entry(ushort tag, TiffValue value)
    {
        if (value.Bytes.Length <= layout.OffsetBytes) return layout.Entry(tag, value.Type, value.Count, value.Bytes);

        if (_keepsPlaces && value.Place is > 0 and < FarthestPlace && _placed is null)
        {
            _placed = value;
            return layout.Entry(tag, value.Type, value.Count, layout.Bytes(layout.OffsetBytes, (ulong)value.Place));
        }

        Align();
        byte[] offset = layout.Bytes(layout.OffsetBytes, (ulong)(start + _bytes.Count));
        _bytes.AddRange(value.Bytes);
        return layout.Entry(tag, value.Type, value.Count, offset);
    }

    private void Align()
    {
        if (_bytes.Count % 2 == 1) _bytes.Add(0);
    }
}

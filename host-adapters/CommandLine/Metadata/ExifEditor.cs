using Enlarger.Imaging;

namespace Enlarger.CommandLine.Metadata;

/// <summary>
/// Changes an EXIF block where it lies, so that all else keeps its place: makers' notes hold offsets from the start of the block. A
/// directory that grows goes to the end.
/// </summary>
internal sealed class ExifEditor
{
    // Chains of directories are short: the picture's, its thumbnail's, at times a preview's.
    private const int MostThumbnails = 16, MostStrips = 4096;
    private readonly TiffReader _reader;
    private readonly TiffLayout _layout;
    private readonly List<byte> _bytes;
    private readonly List<(long From, long To)> _kept = [], _cleared = [];

    private ExifEditor(byte[] block, TiffReader reader)
    {
        _bytes = [.. block];
        _reader = reader;
        _layout = reader.Layout;
    }

    /// <summary>The block for a picture that is upright, has that size and no thumbnail.</summary>
    /// <param name="block">The block, beginning with the header of TIFF.</param>
    /// <param name="size">The picture's size.</param>
    /// <param name="resolution">Its pixels per millimetre, or null to leave what is there.</param>
    /// <param name="addResolution">Whether to add the resolution where the block has none.</param>
    /// <param name="isOfPart">Whether the picture is a part of the one that the block was made for, so that places in it go.</param>
    /// <returns>The block, or null if nothing in it can be read.</returns>
    public static byte[]? Edit(byte[] block, PixelSize size, (double X, double Y)? resolution, bool addResolution = false, bool isOfPart = false)
    {
        using var stream = new MemoryStream(block);
        return TiffReader.Open(stream) is { Layout.IsBigTiff: false } reader && reader.Directory(reader.First) is { } first
            ? new ExifEditor(block, reader).Edit(first, size, resolution, addResolution, isOfPart)
            : null;
    }

    private byte[] Edit(TiffDirectory first, PixelSize size, (double X, double Y)? resolution, bool addResolution, bool isOfPart)
    {
        TiffDirectory? exif = _reader.Child(first, TiffTag.Exif), gps = _reader.Child(first, TiffTag.Gps);
        TiffDirectory? interoperability = _reader.Child(exif, TiffTag.Interoperability);
        _kept.Add((0, _layout.HeaderBytes));
        foreach (TiffDirectory directory in new[] { exif, gps, interoperability }.OfType<TiffDirectory>()) Keep(directory, _ => true);
        Keep(first, tag => !TiffTag.IsPreview(tag));
        RemoveThumbnails(first);

        if (interoperability is not null) Store(interoperability, Readable(interoperability));
        long exifAt = 0;
        if (exif is not null)
        {
            List<byte[]> entries = Readable(exif);
            if (isOfPart) entries.RemoveAll(IsPlace);
            SetPointer(entries, TiffTag.Interoperability, interoperability?.At);
            Set(entries, TiffTag.PixelWidth, (uint)size.Width);
            Set(entries, TiffTag.PixelHeight, (uint)size.Height);
            exifAt = Store(exif, entries);
        }

        if (gps is not null) Store(gps, Readable(gps));

        List<byte[]> root = Readable(first);
        root.RemoveAll(entry => TiffTag.IsPreview(Tag(entry)) || (isOfPart && IsPlace(entry)));
        SetPointer(root, TiffTag.Exif, exif is null ? null : exifAt);
        SetPointer(root, TiffTag.Gps, gps?.At);
        if (Has(root, TiffTag.Orientation)) Set(root, TiffTag.Orientation, 1);
        if (Has(root, TiffTag.ImageWidth)) Set(root, TiffTag.ImageWidth, (uint)size.Width);
        if (Has(root, TiffTag.ImageLength)) Set(root, TiffTag.ImageLength, (uint)size.Height);
        if (resolution is { } wanted) SetResolution(first, root, wanted, addResolution);
        long firstAt = Store(first, root);
        Overwrite(4, _layout.Bytes(4, (ulong)firstAt));
        return [.. _bytes];
    }

    private void SetResolution(TiffDirectory first, List<byte[]> root, (double X, double Y) wanted, bool add)
    {
        bool isThere = Has(root, TiffTag.XResolution) || Has(root, TiffTag.YResolution);
        if (!isThere && !add) return;
        if (Density.Of(_reader, first) is { } known && Density.AreSame(known.X, wanted.X) && Density.AreSame(known.Y, wanted.Y)) return;

        SetFraction(first, root, TiffTag.XResolution, Density.Fraction(wanted.X));
        SetFraction(first, root, TiffTag.YResolution, Density.Fraction(wanted.Y));
        // The unit: inches.
        Set(root, TiffTag.ResolutionUnit, 2);
    }

    private void SetFraction(TiffDirectory first, List<byte[]> root, ushort tag, (uint Numerator, uint Denominator) value)
    {
        byte[] bytes = _layout.Bytes(value);
        // Some writers let both resolutions share their bytes.
        if (first.Find(tag) is { Type: TiffType.Rational, Length: 8 } entry && _kept.Count(range => range.From < entry.ValueAt + 8 && entry.ValueAt < range.To) == 1)
        {
            Overwrite((int)entry.ValueAt, bytes);
            return;
        }

        Put(root, _layout.Entry(tag, TiffType.Rational, 1, _layout.Bytes(4, (ulong)Append(bytes))));
    }

    private void Keep(TiffDirectory directory, Func<ushort, bool> isKept)
    {
        _kept.Add(Range(directory));
        _kept.AddRange(directory.Entries.Where(entry => IsApart(entry) && isKept(entry.Tag)).Select(entry => (entry.ValueAt, entry.ValueAt + entry.Length)));
    }

    // Whether its values lie outside the entry.
    private bool IsApart(TiffEntry entry) => entry.IsReadable && entry.Length > _layout.OffsetBytes;

    private void RemoveThumbnails(TiffDirectory first)
    {
        ClearPictures(first);
        TiffDirectory? thumbnail = _reader.Directory(first.Next);
        for (int i = 0; i < MostThumbnails && thumbnail is not null; i++, thumbnail = _reader.Directory(thumbnail.Next))
        {
            _cleared.Add(Range(thumbnail));
            _cleared.AddRange(thumbnail.Entries.Where(IsApart).Select(entry => (entry.ValueAt, entry.ValueAt + entry.Length)));
            ClearPictures(thumbnail);
        }

        int length = _bytes.Count;
        bool[] isKept = Covered(_kept, length), isCleared = Covered(_cleared, length);
        for (int i = 0; i < length; i++) if (isCleared[i] && !isKept[i]) _bytes[i] = 0;
        while (!isKept[length - 1] && (isCleared[length - 1] || _bytes[length - 1] == 0)) length--;
        _bytes.RemoveRange(length, _bytes.Count - length);
    }

    // In one pass however many ranges there are and however they overlap.
    private static bool[] Covered(List<(long From, long To)> ranges, int length)
    {
        int[] steps = new int[length + 1];
        foreach ((long from, long to) in ranges)
        {
            steps[from]++;
            steps[to]--;
        }

        bool[] covered = new bool[length];
        for (int i = 0, depth = 0; i < length; i++) covered[i] = (depth += steps[i]) > 0;
        return covered;
    }

    // The pixels of a picture inside: one run of bytes, or the strips or tiles of an uncompressed one.
    private void ClearPictures(TiffDirectory directory)
    {
        foreach ((ushort offsets, ushort lengths) in ((ushort, ushort)[])[
            (TiffTag.JpegOffset, TiffTag.JpegLength), (TiffTag.StripOffsets, TiffTag.StripLengths), (TiffTag.TileOffsets, TiffTag.TileLengths)])
        {
            long[] starts = Numbers(directory.Find(offsets)), sizes = Numbers(directory.Find(lengths));
            foreach ((long start, long size) in starts.Zip(sizes)) if (start < _bytes.Count) _cleared.Add((start, Math.Min(start + size, _bytes.Count)));
        }
    }

    private long[] Numbers(TiffEntry? entry)
    {
        if (entry is not { Type: TiffType.Short or TiffType.Long } || _reader.Value(entry) is not { } bytes) return [];

        int size = TiffType.Size(entry.Type);
        long[] numbers = new long[Math.Min(bytes.Length / size, MostStrips)];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = (long)_layout.Get(bytes.AsSpan(i * size, size));
        return numbers;
    }

    private (long From, long To) Range(TiffDirectory directory)
    {
        long end = directory.At + _layout.CountBytes + (directory.Entries.Count * _layout.EntryBytes);
        return (directory.At, directory.NextAt is null ? end : end + _layout.OffsetBytes);
    }

    private static List<byte[]> Readable(TiffDirectory directory) => [.. directory.Entries.Where(entry => entry.IsReadable).Select(entry => entry.Raw)];

    private ushort Tag(byte[] entry) => (ushort)_layout.Get(entry.AsSpan(0, 2));

    // In pixels of the whole.
    private bool IsPlace(byte[] entry) => Tag(entry) is TiffTag.SubjectArea or TiffTag.SubjectLocation;

    private bool Has(List<byte[]> entries, ushort tag) => entries.Exists(entry => Tag(entry) == tag);

    private void SetPointer(List<byte[]> entries, ushort tag, long? at)
    {
        if (at is { } place) Put(entries, _layout.Entry(tag, TiffType.Long, 1, _layout.Bytes(4, (ulong)place)));
        else entries.RemoveAll(entry => Tag(entry) == tag);
    }

    // A short stays a short where the number allows it; an orientation and a unit of lengths are always one.
    private void Set(List<byte[]> entries, ushort tag, uint value)
    {
        bool wasLong = entries.Find(entry => Tag(entry) == tag) is not { } old || _layout.Get(old.AsSpan(2, 2)) != TiffType.Short;
        bool isShort = value <= ushort.MaxValue && (tag is TiffTag.Orientation or TiffTag.ResolutionUnit || !wasLong);
        Put(entries, isShort ? _layout.Entry(tag, TiffType.Short, 1, _layout.Bytes(2, value)) : _layout.Entry(tag, TiffType.Long, 1, _layout.Bytes(4, value)));
    }

    // In place of all of its tag, of which readers take one or another, or where tags in order want it.
    private void Put(List<byte[]> entries, byte[] entry)
    {
        ushort tag = Tag(entry);
        int same = entries.FindIndex(old => Tag(old) == tag), behind = entries.FindIndex(old => Tag(old) > tag);
        if (same < 0)
        {
            entries.Insert(behind < 0 ? entries.Count : behind, entry);
            return;
        }

        entries[same] = entry;
        for (int i = entries.Count - 1; i > same; i--) if (Tag(entries[i]) == tag) entries.RemoveAt(i);
    }

    // Where it was if it fits, otherwise at the end; none goes on to a next one.
    private long Store(TiffDirectory directory, List<byte[]> entries)
    {
        byte[] bytes = [.. _layout.Bytes(2, (ulong)entries.Count), .. entries.SelectMany(entry => entry), 0, 0, 0, 0];
        (long from, long to) = Range(directory);
        if (bytes.Length > to - from) return Append(bytes);

        Overwrite((int)from, [.. bytes, .. new byte[to - from - bytes.Length]]);
        return from;
    }

    private long Append(byte[] bytes)
    {
        if (_bytes.Count % 2 == 1) _bytes.Add(0);
        long at = _bytes.Count;
        _bytes.AddRange(bytes);
        return at;
    }

    private void Overwrite(int at, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++) _bytes[at + i] = bytes[i];
    }
}

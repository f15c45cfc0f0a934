using System.Buffers.Binary;

namespace Enlarger.CommandLine.Metadata;

/// <summary>The metadata of a TIFF file, which are tags among those that describe its pixels.</summary>
internal static class TiffFile
{
    private static readonly ushort[] Resolution = [TiffTag.XResolution, TiffTag.YResolution, TiffTag.ResolutionUnit];

    /// <summary>Whether it is a camera's raw file, of which its first picture is but a preview; or any file whose first picture says that it is one.</summary>
    public static bool IsRaw(Stream file)
    {
        if (TiffReader.Open(file) is not { } reader) return false;

        // Canon's mark behind the header of TIFF.
        Span<byte> mark = stackalloc byte[2];
        file.Position = 8;
        bool isCanon = !reader.Layout.IsBigTiff && file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && mark.SequenceEqual("CR"u8);
        if (isCanon || reader.Directory(reader.First) is not { } first) return isCanon;

        const int IsReducedBit = 1, IsReduced = 2;
        bool isPreview = (Number(TiffTag.NewSubfileType) & IsReducedBit) != 0 || Number(TiffTag.SubfileType) == IsReduced;
        return isPreview || first.Find(TiffTag.DngVersion) is not null;

        long Number(ushort tag) => first.Find(tag) is { } entry ? reader.Number(entry) ?? 0 : 0;
    }

    /// <summary>What describes the picture, as an EXIF block; or null.</summary>
    public static byte[]? ReadExif(Stream file)
    {
        if (TiffReader.Open(file) is not { } reader) return null;

        TiffNode root = TiffNode.Read(reader, TiffTag.IsDescription);
        return root.IsEmpty ? null : TiffWriter.Block(reader.Layout.IsBigEndian, root);
    }

    /// <summary>The IPTC record and Photoshop's resources, as a JPEG file holds them; or null.</summary>
    public static byte[]? ReadIptc(Stream file)
    {
        if (TiffReader.Open(file) is not { } reader || reader.Directory(reader.First) is not { } first) return null;

        byte[]? Bytes(ushort tag) => first.Find(tag) is { } entry ? reader.Value(entry) : null;
        PhotoshopResources resources = PhotoshopResources.Parse(Bytes(TiffTag.Photoshop) ?? []);
        // Some writers cut the record in the tag short and keep it whole among the resources.
        byte[]? other = resources.Find(PhotoshopResources.IptcRecord);
        if (Bytes(TiffTag.Iptc) is { } record && (other is null || (record.Length >= other.Length && IsWhole(record)))) resources = resources.With(PhotoshopResources.IptcRecord, record);
        return resources.ToBlock();
    }

    /// <summary>Adds metadata to a whole file: a new first directory at its end takes the old one's entries along.</summary>
    /// <param name="file">The file, read and written.</param>
    /// <param name="exif">The EXIF block, or null.</param>
    /// <param name="iptc">IPTC and Photoshop's resources as a JPEG file holds them, or null.</param>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Complete(Stream file, byte[]? exif, byte[]? iptc)
    {
        if (TiffReader.Open(file) is not { } reader || reader.Directory(reader.First) is not { } first) return;

        TiffLayout layout = reader.Layout;
        TiffNode root = Tree(exif, layout.IsBigEndian);
        PhotoshopResources resources = PhotoshopResources.Parse(iptc);
        // Readers expect it as 32-bit numbers, yet never in another byte order.
        byte[]? record = resources.Find(PhotoshopResources.IptcRecord);
        PhotoshopResources others = resources.Without(PhotoshopResources.IptcRecord);
        if (record is not null) root.Values[TiffTag.Iptc] = new TiffValue(TiffType.Long, [.. record, .. new byte[-record.Length & 3]]);
        if (!others.IsEmpty) root.Values[TiffTag.Photoshop] = new TiffValue(TiffType.Byte, others.ToBytes());
        if (root.IsEmpty) return;

        // The file's own entries stay, but for the resolution, which a block may tell more exactly.
        Dictionary<ushort, byte[]> own = first.Entries
            .Where(entry => !root.Values.ContainsKey(entry.Tag))
            .DistinctBy(entry => entry.Tag)
            .ToDictionary(entry => entry.Tag, entry => entry.Raw);
        long start = file.Length + (file.Length % 2);
        var writer = new TiffWriter(layout, start);
        long firstAt = writer.Add(root, own, first.Next);
        byte[] bytes = writer.ToArray();
        // A file that has just not become a BigTIFF has no offsets for more.
        if (!layout.IsBigTiff && start + bytes.Length > uint.MaxValue) return;

        file.Position = file.Length;
        file.Write(new byte[start - file.Length]);
        file.Write(bytes);
        file.Position = layout.IsBigTiff ? 8 : 4;
        file.Write(layout.Bytes(layout.OffsetBytes, (ulong)firstAt));
    }

    // An IPTC record is a row of data sets: a mark, two numbers, a length, that many bytes. Zeros fill it up to whole words.
    private static bool IsWhole(ReadOnlySpan<byte> record)
    {
        const int Head = 5;
        const ushort IsLengthOfLength = 0x8000;
        while (record.Length >= Head && record[0] == 0x1C)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(record[3..]);
            if (length >= IsLengthOfLength || length > record.Length - Head) return false;
            record = record[(Head + length)..];
        }

        return record.Length < 4 && !record.ContainsAnyExcept((byte)0);
    }

    // The three of them mean something together alone, and readers refuse a whole file for odd ones.
    private static bool HasResolution(TiffNode root, TiffLayout layout)
    {
        bool IsFraction(ushort tag) => root.Values.TryGetValue(tag, out TiffValue? value) && value is { Type: TiffType.Rational, Bytes.Length: 8 };
        bool hasUnit = !root.Values.TryGetValue(TiffTag.ResolutionUnit, out TiffValue? unit) || (unit is { Type: TiffType.Short, Bytes.Length: 2 } && layout.Get(unit.Bytes) is >= 1 and <= 3);
        return hasUnit && IsFraction(TiffTag.XResolution) && IsFraction(TiffTag.YResolution);
    }

    private static TiffNode Tree(byte[]? exif, bool isBigEndian)
    {
        using var stream = new MemoryStream(exif ?? []);
        if (TiffReader.Open(stream) is not { } block) return new TiffNode();

        TiffNode root = TiffNode.Read(block, tag => !TiffTag.IsStructure(tag));
        if (!HasResolution(root, block.Layout)) foreach (ushort tag in Resolution) root.Values.Remove(tag);
        return block.Layout.IsBigEndian == isBigEndian ? root : root.Swapped();
    }
}

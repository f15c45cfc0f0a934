namespace Enlarger.CommandLine.Metadata;

/// <summary>A directory with all that it holds, apart from the place that it was read from.</summary>
internal sealed class TiffNode
{
    /// <summary>The values by their tags.</summary>
    public SortedDictionary<ushort, TiffValue> Values { get; } = [];

    /// <summary>The directories inside by the tags that point to them.</summary>
    public SortedDictionary<ushort, TiffNode> Children { get; } = [];

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => Values.Count == 0 && Children.Count == 0;

    /// <summary>Reads the first directory of a structure with the EXIF, GPS and interoperability directories; later ones hold other pictures.</summary>
    /// <param name="reader">The structure.</param>
    /// <param name="isWanted">The tags of the first directory to read.</param>
    public static TiffNode Read(TiffReader reader, Func<ushort, bool> isWanted)
    {
        TiffDirectory? first = reader.Directory(reader.First);
        TiffNode root = Read(reader, first, isWanted);
        TiffDirectory? exif = reader.Child(first, TiffTag.Exif), gps = reader.Child(first, TiffTag.Gps);
        if (exif is not null)
        {
            root.Children[TiffTag.Exif] = Read(reader, exif, _ => true);
            TiffDirectory? inner = reader.Child(exif, TiffTag.Interoperability);
            if (inner is not null) root.Children[TiffTag.Exif].Children[TiffTag.Interoperability] = Read(reader, inner, _ => true);
        }

        if (gps is not null) root.Children[TiffTag.Gps] = Read(reader, gps, _ => true);
        return root;
    }

    /// <summary>The same in the other byte order.</summary>
    public TiffNode Swapped()
    {
        var swapped = new TiffNode();
        foreach ((ushort tag, TiffValue value) in Values) swapped.Values[tag] = value.Swapped();
        foreach ((ushort tag, TiffNode child) in Children) swapped.Children[tag] = child.Swapped();
        return swapped;
    }

    private static TiffNode Read(TiffReader reader, TiffDirectory? directory, Func<ushort, bool> isWanted)
    {
        var node = new TiffNode();
        foreach (TiffEntry entry in directory?.Entries ?? [])
        {
            bool isPointer = entry.Tag is TiffTag.Exif or TiffTag.Gps or TiffTag.Interoperability;
            if (isPointer || !isWanted(entry.Tag) || node.Values.ContainsKey(entry.Tag) || reader.Value(entry) is not { } bytes) continue;

            node.Values[entry.Tag] = new TiffValue(entry.Type, bytes, entry.Tag == TiffTag.MakerNote ? entry.ValueAt : 0);
        }

        return node;
    }
}

namespace Enlarger.CommandLine.Metadata;

/// <summary>What containers ask of an EXIF block.</summary>
internal static class ExifBlock
{
    // Cameras' blocks are below 64 kB; what is far above is none of a photograph's.
    private const int MostBytes = 16 << 20;

    /// <summary>What goes before a block in a JPEG file.</summary>
    public static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <summary>The block that a file holds, without the prefix of JPEG; or null if it is none.</summary>
    public static byte[]? Of(byte[]? field)
    {
        if (field is null || field.Length > MostBytes) return null;

        byte[] block = field.AsSpan().StartsWith(Prefix) ? field[Prefix.Length..] : field;
        using var stream = new MemoryStream(block);
        return TiffReader.Open(stream) is { Layout.IsBigTiff: false } ? block : null;
    }

    /// <summary>Pixels per millimetre, or null if the block does not say.</summary>
    public static (double X, double Y)? Resolution(byte[] block)
    {
        using var stream = new MemoryStream(block);
        return TiffReader.Open(stream) is { } reader && reader.Directory(reader.First) is { } first ? Density.Of(reader, first) : null;
    }

    /// <summary>How the picture's rows are to be shown, 1..8 (1: as they are); null if the block does not say.</summary>
    public static int? Orientation(byte[] block)
    {
        using var stream = new MemoryStream(block);
        if (TiffReader.Open(stream) is not { } reader || reader.Directory(reader.First)?.Find(TiffTag.Orientation) is not { } entry) return null;

        return reader.Number(entry) is { } number and >= 1 and <= 8 ? (int)number : null;
    }

    /// <summary>A block with nothing but a resolution.</summary>
    public static byte[] With((double X, double Y) resolution)
    {
        var layout = new TiffLayout(IsBigEndian: false, IsBigTiff: false);
        var node = new TiffNode();
        SetResolution(node, layout, resolution);
        return TiffWriter.Block(isBigEndian: false, node);
    }

    /// <summary>Gives a first directory a resolution.</summary>
    public static void SetResolution(TiffNode node, TiffLayout layout, (double X, double Y) resolution)
    {
        node.Values[TiffTag.XResolution] = new TiffValue(TiffType.Rational, layout.Bytes(Density.Fraction(resolution.X)));
        node.Values[TiffTag.YResolution] = new TiffValue(TiffType.Rational, layout.Bytes(Density.Fraction(resolution.Y)));
        node.Values[TiffTag.ResolutionUnit] = new TiffValue(TiffType.Short, layout.Bytes(2, 2));
    }

    /// <summary>The block in at most that many bytes: without the maker's notes if need be, then without the longest values; null if nothing is left.</summary>
    public static byte[]? Within(byte[] block, int most)
    {
        if (block.Length <= most) return block;

        using var stream = new MemoryStream(block);
        if (TiffReader.Open(stream) is not { } reader) return null;

        TiffNode root = TiffNode.Read(reader, _ => true);
        if (root.Children.TryGetValue(TiffTag.Exif, out TiffNode? exif)) exif.Values.Remove(TiffTag.MakerNote);
        byte[] smaller = TiffWriter.Block(reader.Layout.IsBigEndian, root);
        if (smaller.Length > most)
        {
            RemoveLongest(root, smaller.Length - most);
            smaller = TiffWriter.Block(reader.Layout.IsBigEndian, root);
        }

        return smaller.Length <= most ? smaller : null;
    }

    private static void RemoveLongest(TiffNode root, int excess)
    {
        IEnumerable<(TiffNode Node, ushort Tag, int Length)> values = All(root).SelectMany(node => node.Values.Select(pair => (node, pair.Key, pair.Value.Bytes.Length)));
        foreach ((TiffNode node, ushort tag, int length) in values.OrderByDescending(value => value.Length).ToArray())
        {
            if (excess <= 0) return;
            node.Values.Remove(tag);
            excess -= length;
        }
    }

    private static IEnumerable<TiffNode> All(TiffNode node) => node.Children.Values.SelectMany(All).Prepend(node);
}

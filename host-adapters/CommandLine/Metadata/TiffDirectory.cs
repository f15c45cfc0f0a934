namespace Enlarger.CommandLine.Metadata;

/// <summary>A directory, where it lies.</summary>
/// <param name="At">Its first byte.</param>
/// <param name="Entries">Its entries in their order.</param>
/// <param name="NextAt">Where the offset of the next directory is, or null if the structure ends before it.</param>
/// <param name="Next">The offset of the next directory, or 0.</param>
internal sealed record TiffDirectory(long At, IReadOnlyList<TiffEntry> Entries, long? NextAt, long Next)
{
    /// <summary>The first entry of a tag that can be read, or null.</summary>
    public TiffEntry? Find(ushort tag) => Entries.FirstOrDefault(entry => entry.Tag == tag && entry.IsReadable);
}

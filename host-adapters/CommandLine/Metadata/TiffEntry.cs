namespace Enlarger.CommandLine.Metadata;

/// <summary>An entry of a directory, where it lies.</summary>
/// <param name="Tag">What it is.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="ValueAt">Where its values begin.</param>
/// <param name="Length">Their bytes; negative if they cannot be read.</param>
/// <param name="Raw">The entry itself.</param>
internal sealed record TiffEntry(ushort Tag, ushort Type, long ValueAt, long Length, byte[] Raw)
{
    /// <summary>Whether its type is known and its values are inside the structure.</summary>
    public bool IsReadable => Length >= 0;
}

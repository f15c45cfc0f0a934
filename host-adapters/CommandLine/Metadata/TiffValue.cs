namespace Enlarger.CommandLine.Metadata;

/// <summary>The values of an entry as they were written.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Bytes">Their bytes, in the byte order of the structure that they are from.</param>
/// <param name="Place">Where they were and are best left, because they hold offsets of their own; or 0.</param>
internal sealed record TiffValue(ushort Type, byte[] Bytes, long Place = 0)
{
    /// <summary>How many values there are.</summary>
    public long Count => Bytes.Length / TiffType.Size(Type);

    /// <summary>The same values in the other byte order.</summary>
    public TiffValue Swapped()
    {
        int unit = TiffType.Unit(Type);
        if (unit == 1) return this;

        byte[] swapped = [.. Bytes];
        for (int at = 0; at + unit <= swapped.Length; at += unit) swapped.AsSpan(at, unit).Reverse();
        return this with { Bytes = swapped };
    }
}

namespace Enlarger.CommandLine.Streaming;

/// <summary>Rows of pixels in memory, from the first on, which grows with them.</summary>
/// <param name="rowBytes">The bytes of a row.</param>
internal sealed class KeptRows(int rowBytes)
{
    // Rows lie together, so that a picture of short ones is not mostly overhead.
    private const int BlockBytes = 1 << 20;
    private readonly List<byte[]> _blocks = [];
    private readonly int _rowsInBlock = Math.Max(1, BlockBytes / rowBytes);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a row that there is.</summary>
    public ReadOnlySpan<byte> this[int row] => Place(row);

    /// <summary>Appends a row.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        if (Count == _blocks.Count * _rowsInBlock) _blocks.Add(GC.AllocateUninitializedArray<byte>(_rowsInBlock * rowBytes));
        row.CopyTo(Place(Count));
        Count++;
    }

    private Span<byte> Place(int row) => _blocks[row / _rowsInBlock].AsSpan(row % _rowsInBlock * rowBytes, rowBytes);
}

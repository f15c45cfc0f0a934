using Enlarger.CommandLine.Streaming;

namespace Enlarger.Tests.Streaming;

public sealed class KeptRowsTests
{
    [TestCase(1, 3000)]
    [TestCase(300_000, 20)]
    [TestCase(2_000_000, 4)]
    public void Every_row_is_there_as_it_was_added(int rowBytes, int count)
    {
        var rows = new KeptRows(rowBytes);
        byte[] row = new byte[rowBytes];
        for (int y = 0; y < count; y++)
        {
            row.AsSpan().Fill((byte)(y * 7));
            rows.Add(row);
        }

        Assert.That(rows.Count, Is.EqualTo(count));
        for (int y = 0; y < count; y++)
        {
            Assert.That(rows[y].Length, Is.EqualTo(rowBytes));
            Assert.That(rows[y].IndexOfAnyExcept((byte)(y * 7)), Is.Negative, $"row {y}");
        }
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Enlarger.CommandLine.Metadata;

/// <summary>A block of metadata as hexadecimal text in a PNG file: ImageMagick's invention, which others read too.</summary>
internal static class PngProfile
{
    private const string Keyword = "Raw profile type ";
    private const int Row = 36, MostBytes = 8 << 20;

    /// <summary>Whether a text chunk is such a block, or XMP: no text for people.</summary>
    public static bool IsBlock(PngChunk text) => text.Keyword.StartsWith(Keyword, StringComparison.Ordinal) || text.Keyword == "XML:com.adobe.xmp";

    /// <summary>The block of a kind ("iptc", "exif") among text chunks, or null.</summary>
    public static byte[]? Find(IEnumerable<PngChunk> texts, string kind) =>
        texts.Where(text => text.Keyword == Keyword + kind).Select(Read).FirstOrDefault(bytes => bytes is not null);

    /// <summary>A text chunk that holds a block.</summary>
    public static PngChunk Write(string kind, ReadOnlySpan<byte> block)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"\n{kind}\n{block.Length,8}\n");
        for (; block.Length > 0; block = block[Math.Min(Row, block.Length)..]) text.Append(Convert.ToHexStringLower(block[..Math.Min(Row, block.Length)])).Append('\n');
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal)) zlib.Write(Encoding.Latin1.GetBytes(text.ToString()));
        // A zero ends the keyword, the next is the method of compression.
        return new PngChunk("zTXt", [.. Encoding.Latin1.GetBytes(Keyword + kind), 0, 0, .. packed.ToArray()]);
    }

    private static byte[]? Read(PngChunk chunk)
    {
        byte[] body = chunk.Content[(chunk.Keyword.Length + 1)..];
        string text = Encoding.Latin1.GetString(chunk.Type == "zTXt" ? Unpack(body) : body);
        // An empty line, the kind, the length, then lines of digits.
        string[] lines = text.Split('\n', 4);
        if (lines.Length < 4) return null;

        string digits = string.Concat(lines[3].Where(char.IsAsciiHexDigit));
        return digits.Length % 2 == 0 ? Convert.FromHexString(digits) : null;
    }

    private static byte[] Unpack(byte[] body)
    {
        byte[] buffer = new byte[1 << 16];
        var text = new MemoryStream();
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(body, Math.Min(1, body.Length), Math.Max(0, body.Length - 1)), CompressionMode.Decompress);
            for (int read; text.Length < MostBytes && (read = zlib.Read(buffer)) > 0;) text.Write(buffer.AsSpan(0, read));
        }
        catch (InvalidDataException)
        {
            return [];
        }

        return text.ToArray();
    }
}

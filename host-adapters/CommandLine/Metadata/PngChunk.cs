using System.Buffers.Binary;
using System.Text;

namespace Enlarger.CommandLine.Metadata;

/// <summary>A chunk of a PNG file.</summary>
/// <param name="Type">Its four letters.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record PngChunk(string Type, byte[] Content)
{
    /// <summary>The type of the chunk that is an EXIF block.</summary>
    public const string Exif = "eXIf";

    /// <summary>The type of the chunk that is a resolution.</summary>
    public const string Resolution = "pHYs";

    // Texts are short, and so are EXIF blocks; a file with more is odd, and its first are kept.
    private const int MostContent = 1 << 20, MostTotal = 4 << 20;
    private static readonly uint[] Checks = [.. Enumerable.Range(0, 256).Select(Check)];

    /// <summary>What a text chunk says of itself, up to its first zero.</summary>
    public string Keyword => Encoding.Latin1.GetString(Content.AsSpan(0, Math.Max(0, Content.AsSpan().IndexOf((byte)0))));

    /// <summary>Whether it is a text.</summary>
    public bool IsText => Type is "tEXt" or "zTXt" or "iTXt";

    /// <summary>Whether it says, without an ICC profile, what the pixels mean, and has the length for it. Two are spelled in two ways.</summary>
    public bool IsColor => Content.Length == ColorBytes;

    // The length of a chunk of that type if it says something of colours.
    private int ColorBytes => Type switch
    {
        "cICP" or "gAMA" => 4,
        "cHRM" => 32,
        "sRGB" => 1,
        "mDCV" or "mDCv" => 24,
        "cLLI" or "cLLi" => 8,
        _ => -1,
    };

    /// <summary>The chunks of a file that hold metadata, before its pixels and behind them.</summary>
    public static IReadOnlyList<PngChunk> Read(Stream file)
    {
        var chunks = new List<PngChunk>();
        int total = 0;
        bool isBehindPixels = false;
        Span<byte> head = stackalloc byte[8];
        for (file.Position = 8; file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var chunk = new PngChunk(Encoding.Latin1.GetString(head[4..]), []);
            long next = file.Position + length + 4;
            if (chunk.Type == "IEND" || next > file.Length) break;

            isBehindPixels |= chunk.Type == "IDAT";
            bool isOfPixels = length == chunk.ColorBytes || chunk.Type == Resolution;
            if ((chunk.IsText || chunk.Type == Exif || (isOfPixels && !isBehindPixels)) && length <= MostContent && total + length <= MostTotal)
            {
                byte[] content = new byte[length];
                file.ReadExactly(content);
                chunks.Add(chunk with { Content = content });
                total += content.Length;
            }

            file.Position = next;
        }

        return chunks;
    }

    /// <summary>The chunk as it lies in a file.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Content.Length);
        Encoding.Latin1.GetBytes(Type, bytes.AsSpan(4));
        Content.CopyTo(bytes, 8);
        uint check = uint.MaxValue;
        foreach (byte value in bytes.AsSpan(4..^4)) check = Checks[(byte)(check ^ value)] ^ (check >> 8);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Content.Length + 8), ~check);
        return bytes;
    }

    private static uint Check(int value)
    {
        uint check = (uint)value;
        for (int bit = 0; bit < 8; bit++) check = (check >> 1) ^ (0xEDB88320 & (0 - (check & 1)));
        return check;
    }
}

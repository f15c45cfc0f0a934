using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Enlarger.CommandLine.Batches;

/// <summary>
/// One of several parts of a batch. A file's part follows from its own path alone, so that other files may come and go, and from its
/// path below the given folder, so that every machine agrees wherever it sees that folder.
/// </summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts, at most <see cref="Most"/>.</param>
internal sealed record JobPart(int Number, int Count)
{
    /// <summary>The most parts there can be.</summary>
    public const int Most = 100_000;

    /// <summary>Reads a part as a user writes it: 3/16.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it is none.</exception>
    public static JobPart Parse(string text) =>
        text.Split('/') is [var first, var second] && Whole(first) is { } number && Whole(second) is { } count && number >= 1 && number <= count && count <= Most
            ? new JobPart(number, count)
            : throw new EnlargerException(ErrorKind.Usage, $"'{text}' is no value for --jobs: write which part of how many, like 3/16, from 1/N to N/N and with N up to {Most}.");

    /// <summary>Whether a file belongs to this part.</summary>
    /// <param name="path">Its path below the given folder, with forward slashes.</param>
    public bool Holds(string path) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path))) % (ulong)Count == (ulong)(Number - 1);

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

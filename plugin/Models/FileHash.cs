using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Enlarger.Models;

/// <summary>The SHA-256 of files, in lower-case hexadecimal.</summary>
internal static class FileHash
{
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> Known = [];

    /// <summary>
    /// The hash of a file. A file is read once per process, and again when its length or the time it was written has changed.
    /// </summary>
    public static string Sha256(string path)
    {
        FileInfo file = new(path);
        return Known.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), key =>
        {
            using FileStream stream = new(key.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        });
    }
}

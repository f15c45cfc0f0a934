using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Enlarger.Models;

namespace Enlarger.Tests.Support;

/// <summary>An npm package archive made in a test, and the pin that fits it.</summary>
internal static class TestPackage
{
    /// <summary>Writes an archive that holds files under npm's folder.</summary>
    public static PinnedPackage Write(string path, params (string Path, byte[] Content)[] files)
    {
        using (FileStream stream = File.Create(path))
        using (GZipStream zipped = new(stream, CompressionLevel.Fastest))
        using (TarWriter writer = new(zipped, TarEntryFormat.Ustar))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "package/"));
            foreach ((string name, byte[] content) in files)
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "package/" + name) { DataStream = new MemoryStream(content) });
            }
        }

        return new PinnedPackage
        {
            Name = "some-weights",
            Version = "1.2.3",
            Integrity = Integrity(path),
            DownloadBytes = new FileInfo(path).Length,
            Files = [.. files.Select(file => Pin(file.Path, file.Content))],
        };
    }

    private static PinnedFile Pin(string path, byte[] content) =>
        new() { Path = path, Bytes = content.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) };

    public static string Integrity(string path) => "sha512-" + Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(path)));
}

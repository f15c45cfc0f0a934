using System.Globalization;

namespace Enlarger.CommandLine.Files;

/// <summary>By what a file is known to be unchanged.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When it was last written, UTC, as ISO 8601 has it.</param>
internal sealed record FileStamp(long Bytes, string Modified)
{
    /// <summary>The stamp of a file, or null if there is none.</summary>
    public static FileStamp? Of(string path)
    {
        var file = new FileInfo(path);
        // A link itself does not change with what it leads to.
        if (RealPath.Target(file) is FileInfo target) file = target;
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc.ToString("O", CultureInfo.InvariantCulture)) : null;
    }
}

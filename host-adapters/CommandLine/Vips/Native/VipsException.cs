using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Enlarger.CommandLine.Vips.Native;

/// <summary>
/// What libvips says went wrong, in its own words. It does not leave the reader and the writer, who know the file and put it into a
/// sentence.
/// </summary>
internal sealed partial class VipsException : Exception
{
    private static readonly string[] Full = ["No space left", "File too large", "quota exceeded"];

    public VipsException()
        : base(TakeError())
    {
    }

    /// <summary>The system's reason (such as "No space left on device"), where there is one.</summary>
    public string? SystemReason => SystemError().Match(Message) is { Success: true } found ? found.Groups["reason"].Value.Trim() : null;

    /// <summary>Whether the system takes no more bytes: the disk is full, or the user may not write more.</summary>
    public bool IsDiskFull => SystemReason is { } reason && Full.Any(words => reason.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether libvips has noted something that it did not take for an error; the note stays.</summary>
    public static bool HasWarning(string text) => CopyError().Contains(text, StringComparison.Ordinal);

    private static string TakeError()
    {
        string message = CopyError();
        LibVips.vips_error_clear();
        return message.Trim();
    }

    private static string CopyError()
    {
        nint text = LibVips.vips_error_buffer_copy();
        string message = Marshal.PtrToStringUTF8(text) ?? "";
        LibVips.g_free(text);
        return message;
    }

    // Older versions of libvips call it a unix error.
    [GeneratedRegex("(system|unix) error: (?<reason>[^\\n]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex SystemError();
}

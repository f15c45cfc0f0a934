using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Enlarger.CommandLine.Vips.Native;

/// <summary>
/// What libvips says went wrong, in its own words. It does not leave the reader and the writer, who know the file and put it into a
/// sentence.
/// </summary>
internal sealed partial class VipsException : Exception
{
    public VipsException()
        : base(TakeError())
    {
    }

    /// <summary>The system's reason (such as "No space left on device"), where there is one.</summary>
    public string? SystemReason => SystemError().Match(Message) is { Success: true } found ? found.Groups["reason"].Value.Trim() : null;

    /// <summary>Whether the system ran out of disk space.</summary>
    public bool IsDiskFull => SystemReason is { } reason && reason.Contains("No space left", StringComparison.OrdinalIgnoreCase);

    private static string TakeError()
    {
        nint text = LibVips.vips_error_buffer_copy();
        LibVips.vips_error_clear();
        string message = Marshal.PtrToStringUTF8(text) ?? "";
        LibVips.g_free(text);
        return message.Trim();
    }

    // Older versions of libvips call it a unix error.
    [GeneratedRegex("(system|unix) error: (?<reason>[^\\n]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex SystemError();
}

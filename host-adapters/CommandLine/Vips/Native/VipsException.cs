using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Vips.Native;

/// <summary>
/// What libvips says went wrong, in its own words. It does not leave the reader and the writer, who know the file and put it into a
/// sentence.
/// </summary>
internal sealed class VipsException : Exception
{
    public VipsException()
        : base(TakeError())
    {
    }

    /// <summary>The system's reason (such as "No space left on device"), where there is one.</summary>
    public string? SystemReason
    {
        get
        {
            const string Mark = "unix error: ";
            string? line = Message.Split('\n').FirstOrDefault(line => line.Contains(Mark, StringComparison.Ordinal));
            return line?[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Trim();
        }
    }

    private static string TakeError()
    {
        nint text = LibVips.vips_error_buffer_copy();
        LibVips.vips_error_clear();
        string message = Marshal.PtrToStringUTF8(text) ?? "";
        LibVips.g_free(text);
        return message.Trim();
    }
}

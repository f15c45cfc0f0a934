using System.Runtime.InteropServices;

namespace Enlarger.Explorer.Native;

/// <summary>The message box of Windows.</summary>
internal static partial class MessageWindow
{
    private const string Title = "Enlarger";
    private const uint ErrorIcon = 0x10, InFront = 0x10000;

    /// <summary>Says what went wrong until the user has read it.</summary>
    public static void ShowError(string sentence) => _ = MessageBox(0, sentence, Title, ErrorIcon | InFront);

    [LibraryImport("user32", EntryPoint = "MessageBoxW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int MessageBox(nint parent, string text, string title, uint options);
}

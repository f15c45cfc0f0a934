using System.Runtime.InteropServices;

namespace Enlarger.Gimp2.Native;

/// <summary>A text that a function of GIMP's gives away: UTF-8, ending with a zero.</summary>
internal static class NativeText
{
    /// <summary>Reads it and frees it; empty if there is none.</summary>
    public static string Take(nint text)
    {
        string taken = Marshal.PtrToStringUTF8(text) ?? "";
        LibGegl.g_free(text);
        return taken;
    }
}

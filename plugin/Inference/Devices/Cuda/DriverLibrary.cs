using System.Runtime.InteropServices;
using System.Text;

namespace Enlarger.Inference.Devices.Cuda;

/// <summary>
/// A library of the NVIDIA driver. It goes by its bare name, unlike ours: it belongs to the driver's kernel module, only the system
/// knows where it lies, and a container may have put it somewhere else.
/// </summary>
internal sealed class DriverLibrary
{
    private readonly nint _handle;

    private DriverLibrary(nint handle) => _handle = handle;

    /// <summary>Loads a library; null where the system has none that loads. It stays loaded: the driver does not bear being unloaded.</summary>
    public static DriverLibrary? Open(string name) => NativeLibrary.TryLoad(name, out nint handle) ? new DriverLibrary(handle) : null;

    /// <summary>A text that a function has written, up to its zero.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>A function's address.</summary>
    /// <exception cref="EntryPointNotFoundException">The library has no such function.</exception>
    public nint Function(string name) => NativeLibrary.GetExport(_handle, name);
}

using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Vips.Native;

/// <summary>GLib's box for a value of any type; only its size matters here. All zeros is an empty one.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    private readonly nuint _type;
    private readonly long _first;
    private readonly long _second;
}

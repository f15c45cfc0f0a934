using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Vips.Native;

/// <summary>A rectangle of pixels as libvips lays it out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VipsRectangle
{
    public int Left;
    public int Top;
    public int Width;
    public int Height;
}

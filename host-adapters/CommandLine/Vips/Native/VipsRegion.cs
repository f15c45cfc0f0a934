using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Vips.Native;

/// <summary>
/// The pixels of a part of an image. The offsets are those that libvips' own macro VIPS_REGION_ADDR compiles into its callers, so
/// they belong to its stable binary interface (64-bit).
/// </summary>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct VipsRegion
{
    /// <summary>The part of the image whose pixels are here.</summary>
    [FieldOffset(88)]
    public VipsRectangle Valid;

    /// <summary>The first pixel of <see cref="Valid"/>.</summary>
    [FieldOffset(112)]
    public byte* Pixels;

    /// <summary>Bytes from a row to the next.</summary>
    [FieldOffset(120)]
    public int Stride;
}

using System.Runtime.InteropServices;
using Enlarger.Gimp2.Native;
using Enlarger.Imaging;

namespace Enlarger.Gimp2.Pixels;

/// <summary>
/// How the pixels of a drawable pass between GIMP and Enlarger: as they are stored, so that nothing is converted or rounded. 32-bit
/// integers and doubles, which Enlarger has not, pass as floats of the same curve and colours.
/// </summary>
/// <param name="Pixels">As Enlarger names it.</param>
/// <param name="Babl">As GIMP does: a babl format.</param>
/// <param name="Stored">The babl format in which they are stored.</param>
internal readonly record struct DrawableFormat(PixelFormat Pixels, nint Babl, nint Stored)
{
    /// <summary>The format of a drawable that is not indexed.</summary>
    public static DrawableFormat Of(int drawable)
    {
        nint stored = LibGimp.gimp_drawable_get_format(drawable);

        // Like "R'G'B'A u16": the primes tell a curve from linear light, which the profile tells too.
        string[] parts = Marshal.PtrToStringUTF8(LibGegl.babl_format_get_encoding(stored))!.Split(' ');
        ChannelLayout layout = parts[0].Replace("'", "", StringComparison.Ordinal) switch
        {
            "Y" => ChannelLayout.Gray,
            "YA" => ChannelLayout.GrayAlpha,
            "RGB" => ChannelLayout.Rgb,
            "RGBA" => ChannelLayout.Rgba,
            _ => throw new EnlargerException(ErrorKind.Input, "Enlarger works on RGB and grey pictures: choose Image > Mode > RGB first."),
        };
        SampleType? sample = parts[1] switch
        {
            "u8" => SampleType.UInt8,
            "u16" => SampleType.UInt16,
            "half" => SampleType.Half,
            "float" => SampleType.Float,
            _ => null,
        };
        return new DrawableFormat(
            new PixelFormat(layout, sample ?? SampleType.Float),
            sample is null ? LibGegl.babl_format_with_space($"{parts[0]} float", stored) : stored,
            stored);
    }
}

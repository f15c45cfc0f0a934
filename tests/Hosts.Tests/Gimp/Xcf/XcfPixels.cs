using System.Buffers.Binary;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp.Xcf;

/// <summary>The pixels of a layer, mask or channel as GIMP holds them.</summary>
/// <param name="Size">Their size.</param>
/// <param name="Layout">Their channels.</param>
/// <param name="Sample">How a sample is stored.</param>
/// <param name="Bytes">The samples, little-endian.</param>
internal sealed record XcfPixels(PixelSize Size, ChannelLayout Layout, XcfSample Sample, byte[] Bytes)
{
    /// <summary>How the core takes such pixels: 32-bit integers and doubles as floats.</summary>
    public PixelFormat Format => new(Layout, Sample switch
    {
        XcfSample.UInt8 => SampleType.UInt8,
        XcfSample.UInt16 => SampleType.UInt16,
        XcfSample.Half => SampleType.Half,
        _ => SampleType.Float,
    });

    /// <summary>The pixels in that format.</summary>
    public Raster ToRaster() => new(Size, Format, Sample is XcfSample.UInt32 or XcfSample.Double ? AsFloats() : Bytes);

    private byte[] AsFloats()
    {
        int width = Sample == XcfSample.Double ? sizeof(double) : sizeof(uint);
        byte[] floats = new byte[Bytes.Length / width * sizeof(float)];
        for (int i = 0; i * width < Bytes.Length; i++)
        {
            ReadOnlySpan<byte> sample = Bytes.AsSpan(i * width);
            double value = Sample == XcfSample.Double ? BinaryPrimitives.ReadDoubleLittleEndian(sample) : BinaryPrimitives.ReadUInt32LittleEndian(sample) / (double)uint.MaxValue;
            BinaryPrimitives.WriteSingleLittleEndian(floats.AsSpan(i * sizeof(float)), (float)value);
        }

        return floats;
    }
}

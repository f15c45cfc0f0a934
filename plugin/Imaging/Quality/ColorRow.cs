using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Enlarger.Imaging.Color;

namespace Enlarger.Imaging.Quality;

/// <summary>Takes a row of any format apart, in double precision: as floats, one step of 16 bits would be measured some tenths of a percent off.</summary>
internal static class ColorRow
{
    /// <summary>Reads red, green and blue, 0..1; NaN counts as 0, what lies beyond the range of a half as its edge; alpha is left out.</summary>
    /// <param name="row">The row.</param>
    /// <param name="format">Its format.</param>
    /// <param name="color">Takes red, green and blue, as long as the row each.</param>
    public static void Read(ReadOnlySpan<byte> row, PixelFormat format, double[][] color)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            int offset = format.Layout switch
            {
                ChannelLayout.Gray or ChannelLayout.GrayAlpha => 0,
                ChannelLayout.Bgra => 2 - channel,
                _ => channel,
            };
            Read(row, format, offset, color[channel]);
        }
    }

    /// <summary>Brings a row that was read to sRGB, in single precision, unless it is there.</summary>
    /// <param name="color">Red, green and blue.</param>
    /// <param name="encoding">Their encoding.</param>
    /// <param name="scratch">As much room in floats.</param>
    public static void ToSrgb(double[][] color, ColorEncoding encoding, float[][] scratch)
    {
        if (encoding.IsSrgb) return;

        for (int channel = 0; channel < 3; channel++) TensorPrimitives.ConvertTruncating<double, float>(color[channel], scratch[channel]);
        encoding.ToSrgb(scratch[0], scratch[1], scratch[2]);
        for (int channel = 0; channel < 3; channel++) TensorPrimitives.ConvertTruncating<float, double>(scratch[channel], color[channel]);
    }

    // As the filters read floats.
    private static double Finite(float value) => float.IsNaN(value) ? 0 : Math.Clamp(value, -IPixelOperations.Limit, IPixelOperations.Limit);

    private static void Read(ReadOnlySpan<byte> row, PixelFormat format, int offset, double[] target)
    {
        int step = format.Channels;
        switch (format.Sample)
        {
            case SampleType.UInt8:
                for (int x = 0, i = offset; x < target.Length; x++, i += step) target[x] = row[i] / 255.0;
                break;
            case SampleType.UInt16:
                ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(row);
                for (int x = 0, i = offset; x < target.Length; x++, i += step) target[x] = words[i] / 65535.0;
                break;
            case SampleType.Half:
                ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(row);
                for (int x = 0, i = offset; x < target.Length; x++, i += step) target[x] = Finite((float)halves[i]);
                break;
            default:
                ReadOnlySpan<float> floats = MemoryMarshal.Cast<byte, float>(row);
                for (int x = 0, i = offset; x < target.Length; x++, i += step) target[x] = Finite(floats[i]);
                break;
        }
    }
}

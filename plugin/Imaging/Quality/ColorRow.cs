using System.Runtime.InteropServices;

namespace Enlarger.Imaging.Quality;

/// <summary>Takes a row of any format apart.</summary>
internal static class ColorRow
{
    /// <summary>Reads red, green and blue, 0..1; alpha is left out.</summary>
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
                for (int x = 0, i = offset; x < target.Length; x++, i += step) target[x] = (double)halves[i];
                break;
            default:
                ReadOnlySpan<float> floats = MemoryMarshal.Cast<byte, float>(row);
                for (int x = 0, i = offset; x < target.Length; x++, i += step) target[x] = floats[i];
                break;
        }
    }
}

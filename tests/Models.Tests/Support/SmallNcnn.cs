using System.Buffers.Binary;
using System.Text;
using Enlarger.Models.Builder.Ncnn;

namespace Enlarger.Tests.Support;

/// <summary>A network of nine layers that uses every kind of layer there is, to be spoilt in tests.</summary>
internal static class SmallNcnn
{
    /// <summary>The text: an enlargement by two, with weights of both precisions.</summary>
    public const string Parameters =
        """
        7767517
        10 12
        Input            in     0 1 data
        Split            copies 1 3 data data_0 data_1 data_2
        Convolution      conv0  1 1 data_0 a 0=3 1=3 4=1 5=1 6=81 9=2 -23310=1,2.0e-01
        PReLU            slopes 1 1 a b 0=3
        Concat           join   2 1 b data_1 c
        Convolution      conv1  1 1 c d 0=12 1=1 6=72
        PixelShuffle     blocks 1 1 d e 0=2
        Interp           large  1 1 data_2 f 0=1 1=2.0 2=2.0
        Eltwise          sum    2 1 e f g 0=1 -23301=2,5.0e-01,1.0
        Convolution      last   1 1 g output 0=3 1=1 4=0 5=1 6=9

        """;

    /// <summary>The weights: tagged halves (padded), bias, slopes, tagged singles, tagged halves (padded), bias.</summary>
    public static byte[] Weights()
    {
        List<byte> bytes = [];
        AddHalves(bytes, 81);
        AddSingles(bytes, 3);
        AddSingles(bytes, 3);
        bytes.AddRange(new byte[4]);
        AddSingles(bytes, 72);
        AddHalves(bytes, 9);
        AddSingles(bytes, 3);
        return [.. bytes];
    }

    public static NcnnNetwork Read(string parameters, byte[] weights) =>
        NcnnReader.Read(Encoding.UTF8.GetBytes(parameters), "small.param", weights, "small.bin");

    private static void AddHalves(List<byte> bytes, int count)
    {
        byte[] part = new byte[4 + (((count * 2) + 3) / 4 * 4)];
        BinaryPrimitives.WriteUInt32LittleEndian(part, 0x01306B47);
        for (int index = 0; index < count; index++) BinaryPrimitives.WriteHalfLittleEndian(part.AsSpan(4 + (index * 2)), (Half)((index % 7 * 0.05f) - 0.1f));
        bytes.AddRange(part);
    }

    private static void AddSingles(List<byte> bytes, int count)
    {
        byte[] part = new byte[count * 4];
        for (int index = 0; index < count; index++) BinaryPrimitives.WriteSingleLittleEndian(part.AsSpan(index * 4), (index % 5 * 0.1f) - 0.2f);
        bytes.AddRange(part);
    }
}

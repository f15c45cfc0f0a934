using System.Buffers.Binary;

namespace Enlarger.Imaging.Color;

/// <summary>
/// Reads the encoding out of an ICC profile (ICC.1:2010 and the versions 2 and 4 before it). Only the matrix and its curves are read: where a profile
/// has tables for rendering intents too, the picture still goes there and back through the same model, and nothing shifts.
/// </summary>
internal static class ProfileReader
{
    private const int HeaderBytes = 128, TagBytes = 12, MostTags = 1024, MostSamples = 1 << 16;
    private const uint Signature = 0x61637370, Rgb = 0x52474220, Gray = 0x47524159, Xyz = 0x58595A20, Curve = 0x63757276, Parametric = 0x70617261;
    private const uint DeviceLink = 0x6C696E6B, Abstract = 0x61627374, NamedColor = 0x6E6D636C;
    private const uint GrayCurve = 0x6B545243;

    // Of numbers in a matrix and its inverse: beyond, a single precision would not hold colours any more.
    private const double LargestFactor = 32;

    // Light that a colorant may be off, and the third of a step of 8 bits that a curve may be, for a profile to mean sRGB.
    private const double SameColorant = 3e-4, SameSample = 1.0 / 3 / 255;

    private static readonly uint[] Colorants = [0x7258595A, 0x6758595A, 0x6258595A];
    private static readonly uint[] Curves = [0x72545243, 0x67545243, 0x62545243];

    /// <summary>The encoding, or null if the profile is of another kind, damaged, or has no way back.</summary>
    public static ColorEncoding? Read(ReadOnlySpan<byte> icc)
    {
        if (icc.Length < HeaderBytes + 4 || Word(icc, 36) != Signature) return null;

        uint size = Word(icc, 0);
        if (size < HeaderBytes + 4 || size > icc.Length || icc[8] is not (2 or 4)) return null;

        icc = icc[..(int)size];
        if (Word(icc, 12) is DeviceLink or Abstract or NamedColor || Word(icc, 20) != Xyz) return null;

        return Word(icc, 16) switch
        {
            Rgb => ReadRgb(icc),
            Gray => ReadCurve(Tag(icc, GrayCurve), out ToneCurve? curve) ? Simplest([curve, curve, curve], null) : null,
            _ => null,
        };
    }

    private static ColorEncoding? ReadRgb(ReadOnlySpan<byte> icc)
    {
        double[] columns = new double[9];
        var curves = new ToneCurve?[3];
        for (int channel = 0; channel < 3; channel++)
        {
            ReadOnlySpan<byte> colorant = Tag(icc, Colorants[channel]), curve = Tag(icc, Curves[channel]);
            if (colorant.Length < 20 || Word(colorant, 0) != Xyz) return null;
            for (int row = 0; row < 3; row++) columns[(row * 3) + channel] = Fixed(colorant, 8 + (row * 4));

            // Usually the three share one curve.
            if (channel > 0 && curve.SequenceEqual(Tag(icc, Curves[channel - 1]))) curves[channel] = curves[channel - 1];
            else if (!ReadCurve(curve, out curves[channel])) return null;
        }

        Matrix3 matrix = Matrix3.Srgb.Inverse() * new Matrix3(columns);
        if (Enumerable.Range(0, 3).Any(row => matrix.RowSum(row) is not (>= 0.5 and <= 2))) return null;

        matrix = matrix.Normalised();
        return matrix.Largest <= LargestFactor && matrix.Inverse().Largest <= LargestFactor ? Simplest(curves, matrix) : null;
    }

    // What is as good as sRGB needs no conversion.
    private static ColorEncoding Simplest(ToneCurve?[] curves, Matrix3? matrix)
    {
        bool isSame = matrix is not { } m || Enumerable.Range(0, 9).All(i => Math.Abs(m[i / 3, i % 3] - (i % 4 == 0 ? 1 : 0)) <= SameColorant);
        if (!isSame) return new MatrixEncoding(curves, matrix);

        var encoding = new MatrixEncoding(curves, null);
        float[][] ramps = [Ramp(), Ramp(), Ramp()];
        encoding.ToSrgb(ramps[0], ramps[1], ramps[2]);
        return ramps.All(ramp => ramp.Zip(Ramp(), (a, b) => Math.Abs(a - b)).Max() <= SameSample) ? ColorEncoding.Srgb : new MatrixEncoding(curves, matrix);

        static float[] Ramp() => [.. Enumerable.Range(0, 1021).Select(i => i / 1020f)];
    }

    /// <summary>Reads a curve, which is null if samples are light; false if it is of another kind, damaged, or has no way back.</summary>
    private static bool ReadCurve(ReadOnlySpan<byte> tag, out ToneCurve? curve)
    {
        curve = null;
        if (tag.Length < 12) return false;

        switch (Word(tag, 0))
        {
            case Curve:
                return ReadSamples(Word(tag, 8), tag[12..], out curve);
            case Parametric:
                return ReadParameters(BinaryPrimitives.ReadUInt16BigEndian(tag[8..]), tag[12..], out curve);
            default:
                return false;
        }
    }

    private static bool ReadSamples(uint count, ReadOnlySpan<byte> bytes, out ToneCurve? curve)
    {
        curve = null;
        if (count > MostSamples || bytes.Length < count * 2) return false;
        if (count == 0) return true;

        if (count == 1)
        {
            int gamma = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            return gamma == 256 || (curve = ParametricCurve.Create(gamma / 256.0)) is not null;
        }

        ushort[] samples = new ushort[count];
        bool isLinear = true;
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadUInt16BigEndian(bytes[(i * 2)..]);
            isLinear &= Math.Abs((samples[i] / (double)ushort.MaxValue) - (i / (samples.Length - 1.0))) <= 1.0 / ushort.MaxValue;
        }

        return isLinear || (curve = SampledCurve.Create(samples)) is not null;
    }

    private static bool ReadParameters(int type, ReadOnlySpan<byte> bytes, out ToneCurve? curve)
    {
        curve = null;
        int count = type switch { 0 => 1, 1 => 3, 2 => 4, 3 => 5, 4 => 7, _ => int.MaxValue / 4 };
        if (bytes.Length < count * 4) return false;

        double[] p = new double[count];
        for (int i = 0; i < count; i++) p[i] = Fixed(bytes, i * 4);
        if (type > 0 && p[1] <= 0) return false;

        curve = type switch
        {
            0 => p[0] == 1 ? null : ParametricCurve.Create(p[0]),
            1 => ParametricCurve.Create(p[0], p[1], p[2], 0, -p[2] / p[1], 0, 0),
            2 => ParametricCurve.Create(p[0], p[1], p[2], 0, -p[2] / p[1], p[3], p[3]),
            3 => ParametricCurve.Create(p[0], p[1], p[2], p[3], p[4], 0, 0),
            _ => ParametricCurve.Create(p[0], p[1], p[2], p[3], p[4], p[5], p[6]),
        };
        return curve is not null || (type == 0 && p[0] == 1);
    }

    // The bytes of a tag, none if it is absent or does not lie in the profile.
    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> icc, uint signature)
    {
        long count = Math.Min(Math.Min(Word(icc, HeaderBytes), MostTags), (icc.Length - HeaderBytes - 4) / TagBytes);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = icc.Slice(HeaderBytes + 4 + (i * TagBytes), TagBytes);
            if (Word(entry, 0) != signature) continue;
            (uint offset, uint size) = (Word(entry, 4), Word(entry, 8));
            return offset <= icc.Length && size <= icc.Length - offset ? icc.Slice((int)offset, (int)size) : [];
        }

        return [];
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]);

    private static double Fixed(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32BigEndian(bytes[offset..]) / 65536.0;
}

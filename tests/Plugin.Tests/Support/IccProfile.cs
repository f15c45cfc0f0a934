using System.Buffers.Binary;
using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>ICC profiles made from primaries and curves.</summary>
internal static class IccProfile
{
    /// <summary>The colours of a space by their chromaticities: red, green, blue and white, x and y of each.</summary>
    public static readonly double[] SrgbPrimaries = [0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290];

    public static readonly double[] AdobePrimaries = [0.64, 0.33, 0.21, 0.71, 0.15, 0.06, 0.3127, 0.3290];
    public static readonly double[] P3Primaries = [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.3127, 0.3290];
    public static readonly double[] ProPhotoPrimaries = [0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001, 0.34567, 0.35850];

    /// <summary>The curve of sRGB with parameters.</summary>
    public static byte[] SrgbCurve => Parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);

    public static byte[] AdobeRgb => Rgb(AdobePrimaries, Gamma(563 / 256.0));

    public static byte[] DisplayP3 => Rgb(P3Primaries, SrgbCurve);

    public static byte[] ProPhoto => Rgb(ProPhotoPrimaries, Gamma(1.8));

    /// <summary>A profile of RGB by a matrix and a curve, or a curve for each of red, green and blue.</summary>
    public static byte[] Rgb(double[] primaries, params byte[][] curves)
    {
        double[,] columns = Columns(primaries);
        return File(
            "RGB ",
            "XYZ ",
            ("rXYZ", Xyz(columns[0, 0], columns[1, 0], columns[2, 0])),
            ("gXYZ", Xyz(columns[0, 1], columns[1, 1], columns[2, 1])),
            ("bXYZ", Xyz(columns[0, 2], columns[1, 2], columns[2, 2])),
            ("rTRC", curves[0]),
            ("gTRC", curves[curves.Length / 2]),
            ("bTRC", curves[^1]));
    }

    /// <summary>A profile of grey by a curve.</summary>
    public static byte[] Gray(byte[] curve) => File("GRAY", "XYZ ", ("kTRC", curve));

    /// <summary>A profile of any colour space with any tags.</summary>
    public static byte[] File(string space, string connection, params (string Signature, byte[] Content)[] tags)
    {
        var head = new MemoryStream();
        var body = new MemoryStream();
        int start = 132 + (12 * tags.Length);
        Word(head, tags.Length);
        foreach ((string signature, byte[] content) in tags)
        {
            head.Write(Encoding.ASCII.GetBytes(signature));
            Word(head, start + (int)body.Length);
            Word(head, content.Length);
            body.Write(content);
            while (body.Length % 4 != 0) body.WriteByte(0);
        }

        byte[] header = new byte[128];
        BinaryPrimitives.WriteInt32BigEndian(header, start + (int)body.Length);
        header[8] = 4;
        Encoding.ASCII.GetBytes("mntr" + space + connection).CopyTo(header, 12);
        Encoding.ASCII.GetBytes("acsp").CopyTo(header, 36);
        return [.. header, .. head.ToArray(), .. body.ToArray()];
    }

    /// <summary>A curve that is a power, in steps of a 256th.</summary>
    public static byte[] Gamma(double gamma)
    {
        int steps = (int)Math.Round(gamma * 256);
        return Tag("curv", 0, 0, 0, 1, (byte)(steps >> 8), (byte)steps);
    }

    /// <summary>A curve of so many samples.</summary>
    public static byte[] Table(int count, Func<double, double> light)
    {
        var samples = new MemoryStream();
        Word(samples, count);
        for (int i = 0; i < count; i++)
        {
            int sample = (int)Math.Round(Math.Clamp(light(i / (count - 1.0)), 0, 1) * 65535);
            samples.Write([(byte)(sample >> 8), (byte)sample]);
        }

        return Tag("curv", samples.ToArray());
    }

    /// <summary>A curve with parameters.</summary>
    public static byte[] Parametric(int type, params double[] parameters)
    {
        var content = new MemoryStream();
        Word(content, type << 16);
        foreach (double parameter in parameters) Fixed(content, parameter);
        return Tag("para", content.ToArray());
    }

    /// <summary>The colorants of primaries, relative to D50, as columns.</summary>
    public static double[,] Columns(double[] primaries)
    {
        double[,] bradford = { { 0.8951, 0.2664, -0.1614 }, { -0.7502, 1.7135, 0.0367 }, { 0.0389, -0.0685, 1.0296 } };
        double[,] colors = new double[3, 3];
        for (int i = 0; i < 3; i++)
        {
            double[] color = Xyz(primaries, i);
            for (int row = 0; row < 3; row++) colors[row, i] = color[row];
        }

        double[] white = Xyz(primaries, 3), d50 = [0.9642, 1, 0.8249];
        double[] sums = Times(Inverse(colors), white), from = Times(bradford, white), to = Times(bradford, d50);
        double[,] columns = new double[3, 3], back = Inverse(bradford);
        for (int i = 0; i < 3; i++)
        {
            double[] cone = Times(bradford, [colors[0, i] * sums[i], colors[1, i] * sums[i], colors[2, i] * sums[i]]);
            double[] adapted = Times(back, [cone[0] * to[0] / from[0], cone[1] * to[1] / from[1], cone[2] * to[2] / from[2]]);
            for (int row = 0; row < 3; row++) columns[row, i] = adapted[row];
        }

        return columns;
    }

    public static double[,] Inverse(double[,] m)
    {
        double[,] result = new double[3, 3];
        double determinant = 0;
        for (int i = 0; i < 3; i++)
        {
            determinant += m[0, i] * ((m[1, (i + 1) % 3] * m[2, (i + 2) % 3]) - (m[1, (i + 2) % 3] * m[2, (i + 1) % 3]));
        }

        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                int a = (column + 1) % 3, b = (column + 2) % 3, c = (row + 1) % 3, d = (row + 2) % 3;
                result[row, column] = ((m[a, c] * m[b, d]) - (m[a, d] * m[b, c])) / determinant;
            }
        }

        return result;
    }

    public static double[] Times(double[,] m, double[] v) =>
        [.. Enumerable.Range(0, 3).Select(row => (m[row, 0] * v[0]) + (m[row, 1] * v[1]) + (m[row, 2] * v[2]))];

    private static double[] Xyz(double[] primaries, int i)
    {
        double x = primaries[2 * i], y = primaries[(2 * i) + 1];
        return [x / y, 1, (1 - x - y) / y];
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var content = new MemoryStream();
        foreach (double value in new[] { x, y, z }) Fixed(content, value);
        return Tag("XYZ ", content.ToArray());
    }

    private static byte[] Tag(string type, params byte[] content) => [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. content];

    private static void Fixed(MemoryStream stream, double value) => Word(stream, (int)Math.Round(value * 65536));

    private static void Word(MemoryStream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }
}

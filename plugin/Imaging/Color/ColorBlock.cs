using System.Numerics;
using System.Runtime.InteropServices;

namespace Enlarger.Imaging.Color;

/// <summary>How encodings work on pixels: in whole vectors, a block at a time, so that what lies between two steps stays in the first-level cache.</summary>
internal static class ColorBlock
{
    /// <summary>Pixels in a block; a multiple of every vector's length.</summary>
    public const int Pixels = 256;

    /// <summary>A step over as many reds, greens and blues, in place.</summary>
    public delegate void Step(Span<Vector<float>> red, Span<Vector<float>> green, Span<Vector<float>> blue);

    /// <summary>Runs a step over pixels of any number.</summary>
    public static void Run(Span<float> red, Span<float> green, Span<float> blue, Step step)
    {
        int vectors = Pixels / Vector<float>.Count;
        Span<Vector<float>> r = stackalloc Vector<float>[vectors], g = stackalloc Vector<float>[vectors], b = stackalloc Vector<float>[vectors];
        for (int start = 0; start < red.Length; start += Pixels)
        {
            int count = Math.Min(Pixels, red.Length - start);
            int used = (count + Vector<float>.Count - 1) / Vector<float>.Count;
            Load(red.Slice(start, count), r[..used]);
            Load(green.Slice(start, count), g[..used]);
            Load(blue.Slice(start, count), b[..used]);
            step(r[..used], g[..used], b[..used]);
            Store(r, red.Slice(start, count));
            Store(g, green.Slice(start, count));
            Store(b, blue.Slice(start, count));
        }
    }

    /// <summary>Brings values to within a limit on either side; NaN becomes 0.</summary>
    public static void Limit(Span<Vector<float>> values, float limit)
    {
        Vector<float> most = new(limit), least = new(-limit);
        foreach (ref Vector<float> value in values)
        {
            Vector<float> number = Vector.ConditionalSelect(Vector.Equals(value, value), value, Vector<float>.Zero);
            value = Vector.Min(Vector.Max(number, least), most);
        }
    }

    private static Span<float> Floats(Span<Vector<float>> vectors) => MemoryMarshal.Cast<Vector<float>, float>(vectors);

    private static void Load(ReadOnlySpan<float> source, Span<Vector<float>> target)
    {
        Span<float> floats = Floats(target);
        source.CopyTo(floats);
        floats[source.Length..].Clear();
    }

    private static void Store(Span<Vector<float>> source, Span<float> target) => Floats(source)[..target.Length].CopyTo(target);
}

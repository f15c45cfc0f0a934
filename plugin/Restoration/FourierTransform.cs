using System.Numerics;
using System.Runtime.InteropServices;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>
/// The discrete Fourier transform of two planes at once, which are taken for the real and the imaginary part. A real filter acts on
/// either plane alone, so two channels are filtered for the price of one. The algorithm is Stockham's (no reordering), with radices 2 to 5, on
/// <see cref="Lanes"/> columns or rows side by side. Thread-safe.
/// </summary>
internal sealed class FourierTransform
{
    /// <summary>Width and height are multiples of this: so many columns are worked on together.</summary>
    public const int Lanes = 16;

    private readonly Pass[] _across;
    private readonly Pass[] _down;

    /// <summary>A transform of planes of a size.</summary>
    /// <param name="width">As <see cref="FittingLength"/> gives it.</param>
    /// <param name="height">As <see cref="FittingLength"/> gives it.</param>
    public FourierTransform(int width, int height)
    {
        Width = width;
        Height = height;
        _across = PlanPasses(width);
        _down = PlanPasses(height);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The smallest length at or above one that can be transformed: a multiple of <see cref="Lanes"/> without prime factors above 5.</summary>
    public static int FittingLength(int length)
    {
        int lanes = Math.Max(1, (length + Lanes - 1) / Lanes);
        while (!IsSmooth(lanes)) lanes++;
        return lanes * Lanes;
    }

    /// <summary>Transforms in place: frequency 0 comes first along each axis, then the positive ones, then the negative ones from the lowest.</summary>
    /// <param name="planes">Two planes, real and imaginary.</param>
    /// <param name="pool">Lends memory.</param>
    public void Forward(FloatPlanes planes, PlanePool pool) => Run(planes, real: 0, 1f, pool);

    /// <summary>Undoes <see cref="Forward"/>.</summary>
    /// <param name="planes">Two planes, real and imaginary.</param>
    /// <param name="pool">Lends memory.</param>
    public void Inverse(FloatPlanes planes, PlanePool pool) => Run(planes, real: 1, 1f / ((float)Width * Height), pool);

    private static bool IsSmooth(int number)
    {
        foreach (int factor in (ReadOnlySpan<int>)[2, 3, 5])
        {
            while (number % factor == 0) number /= factor;
        }

        return number == 1;
    }

    private static Pass[] PlanPasses(int length)
    {
        if (length % Lanes != 0 || !IsSmooth(length)) throw new ArgumentOutOfRangeException(nameof(length), length, "A length that cannot be transformed.");

        var passes = new List<Pass>();
        for (int left = length, stride = 1; left > 1;)
        {
            int radix = left % 4 == 0 ? 4 : left % 2 == 0 ? 2 : left % 3 == 0 ? 3 : 5;
            passes.Add(new Pass(radix, left, stride));
            left /= radix;
            stride *= radix;
        }

        return [.. passes];
    }

    // The inverse is the forward transform with the parts exchanged before and after.
    private void Run(FloatPlanes planes, int real, float factor, PlanePool pool)
    {
        if (planes.Width != Width || planes.Height != Height || planes.Channels != 2) throw new ArgumentException("Planes of another size.", nameof(planes));

        int columns = Width / Lanes, rows = Height / Lanes;
        InParallel(columns, Height, pool, (block, scratch) =>
        {
            int x = block * Lanes, part = Height * Lanes;
            for (int y = 0; y < Height; y++)
            {
                planes.Row(real, y).Slice(x, Lanes).CopyTo(scratch.Slice(y * Lanes, Lanes));
                planes.Row(1 - real, y).Slice(x, Lanes).CopyTo(scratch.Slice(part + (y * Lanes), Lanes));
            }

            Span<float> result = Transform(_down, scratch, part);
            for (int y = 0; y < Height; y++)
            {
                result.Slice(y * Lanes, Lanes).CopyTo(planes.Row(real, y).Slice(x, Lanes));
                result.Slice(part + (y * Lanes), Lanes).CopyTo(planes.Row(1 - real, y).Slice(x, Lanes));
            }
        });

        InParallel(rows, Width, pool, (block, scratch) =>
        {
            int top = block * Lanes, part = Width * Lanes;
            for (int lane = 0; lane < Lanes; lane++)
            {
                Spread(planes.Row(real, top + lane), scratch[lane..]);
                Spread(planes.Row(1 - real, top + lane), scratch[(part + lane)..]);
            }

            Span<float> result = Transform(_across, scratch, part);
            for (int lane = 0; lane < Lanes; lane++)
            {
                Gather(result[lane..], planes.Row(real, top + lane), factor);
                Gather(result[(part + lane)..], planes.Row(1 - real, top + lane), factor);
            }
        });
    }

    private static void Spread(ReadOnlySpan<float> row, Span<float> scratch)
    {
        for (int x = 0, i = 0; x < row.Length; x++, i += Lanes) scratch[i] = row[x];
    }

    private static void Gather(ReadOnlySpan<float> scratch, Span<float> row, float factor)
    {
        for (int x = 0, i = 0; x < row.Length; x++, i += Lanes) row[x] = scratch[i] * factor;
    }

    private delegate void Block(int block, Span<float> scratch);

    private static void InParallel(int blocks, int length, PlanePool pool, Block work) => Parallel.For(
        0,
        blocks,
        () => pool.Rent(4, length, Lanes),
        (block, _, scratch) =>
        {
            work(block, scratch.Span);
            return scratch;
        },
        scratch => scratch.Dispose());

    // The scratch holds real and imaginary part, and as much again for the other end of every pass.
    private static Span<float> Transform(Pass[] passes, Span<float> scratch, int part)
    {
        Span<float> from = scratch[..(2 * part)], to = scratch.Slice(2 * part, 2 * part);
        foreach (Pass pass in passes)
        {
            pass.Run(from[..part], from[part..], to[..part], to[part..]);
            Span<float> next = from;
            from = to;
            to = next;
        }

        return from;
    }

    /// <summary>One step of the transform: sequences of a length become as many times more of a length divided by the radix.</summary>
    private sealed class Pass
    {
        private readonly int _radix;
        private readonly int _groups;
        private readonly int _run;

        // The twiddle factors of a group, real and imaginary, for all of its outputs but the first.
        private readonly float[] _twiddles;

        public Pass(int radix, int length, int stride)
        {
            _radix = radix;
            _groups = length / radix;
            _run = stride * Lanes / Vector<float>.Count;
            _twiddles = new float[_groups * (radix - 1) * 2];
            for (int group = 0, i = 0; group < _groups; group++)
            {
                for (int output = 1; output < radix; output++)
                {
                    (double sine, double cosine) = Math.SinCos(-2 * Math.PI * group * output / length);
                    _twiddles[i++] = (float)cosine;
                    _twiddles[i++] = (float)sine;
                }
            }
        }

        public void Run(ReadOnlySpan<float> fromReal, ReadOnlySpan<float> fromImaginary, Span<float> toReal, Span<float> toImaginary)
        {
            ReadOnlySpan<Vector<float>> a = MemoryMarshal.Cast<float, Vector<float>>(fromReal), b = MemoryMarshal.Cast<float, Vector<float>>(fromImaginary);
            Span<Vector<float>> c = MemoryMarshal.Cast<float, Vector<float>>(toReal), d = MemoryMarshal.Cast<float, Vector<float>>(toImaginary);
            for (int group = 0; group < _groups; group++)
            {
                ReadOnlySpan<float> twiddles = _twiddles.AsSpan(group * (_radix - 1) * 2, (_radix - 1) * 2);
                switch (_radix)
                {
                    case 2:
                        Two(group, twiddles, a, b, c, d);
                        break;
                    case 3:
                        Three(group, twiddles, a, b, c, d);
                        break;
                    case 4:
                        Four(group, twiddles, a, b, c, d);
                        break;
                    default:
                        Five(group, twiddles, a, b, c, d);
                        break;
                }
            }
        }

        private ReadOnlySpan<Vector<float>> In(ReadOnlySpan<Vector<float>> plane, int group, int input) => plane.Slice((group + (input * _groups)) * _run, _run);

        private Span<Vector<float>> Out(Span<Vector<float>> plane, int group, int output) => plane.Slice(((group * _radix) + output) * _run, _run);

        private void Two(int group, ReadOnlySpan<float> w, ReadOnlySpan<Vector<float>> a, ReadOnlySpan<Vector<float>> b, Span<Vector<float>> c, Span<Vector<float>> d)
        {
            ReadOnlySpan<Vector<float>> a0 = In(a, group, 0), a1 = In(a, group, 1), b0 = In(b, group, 0), b1 = In(b, group, 1);
            Span<Vector<float>> c0 = Out(c, group, 0), c1 = Out(c, group, 1), d0 = Out(d, group, 0), d1 = Out(d, group, 1);
            for (int i = 0; i < a0.Length; i++)
            {
                c0[i] = a0[i] + a1[i];
                d0[i] = b0[i] + b1[i];
                Turn(a0[i] - a1[i], b0[i] - b1[i], w[0], w[1], out c1[i], out d1[i]);
            }
        }

        private void Three(int group, ReadOnlySpan<float> w, ReadOnlySpan<Vector<float>> a, ReadOnlySpan<Vector<float>> b, Span<Vector<float>> c, Span<Vector<float>> d)
        {
            const float Sine = 0.866025403784438647f;
            ReadOnlySpan<Vector<float>> a0 = In(a, group, 0), a1 = In(a, group, 1), a2 = In(a, group, 2), b0 = In(b, group, 0), b1 = In(b, group, 1), b2 = In(b, group, 2);
            Span<Vector<float>> c0 = Out(c, group, 0), c1 = Out(c, group, 1), c2 = Out(c, group, 2), d0 = Out(d, group, 0), d1 = Out(d, group, 1), d2 = Out(d, group, 2);
            for (int i = 0; i < a0.Length; i++)
            {
                Vector<float> sumA = a1[i] + a2[i], sumB = b1[i] + b2[i];
                Vector<float> differenceA = (a1[i] - a2[i]) * Sine, differenceB = (b1[i] - b2[i]) * Sine;
                Vector<float> middleA = a0[i] - (sumA * 0.5f), middleB = b0[i] - (sumB * 0.5f);
                c0[i] = a0[i] + sumA;
                d0[i] = b0[i] + sumB;
                Turn(middleA + differenceB, middleB - differenceA, w[0], w[1], out c1[i], out d1[i]);
                Turn(middleA - differenceB, middleB + differenceA, w[2], w[3], out c2[i], out d2[i]);
            }
        }

        private void Four(int group, ReadOnlySpan<float> w, ReadOnlySpan<Vector<float>> a, ReadOnlySpan<Vector<float>> b, Span<Vector<float>> c, Span<Vector<float>> d)
        {
            ReadOnlySpan<Vector<float>> a0 = In(a, group, 0), a1 = In(a, group, 1), a2 = In(a, group, 2), a3 = In(a, group, 3);
            ReadOnlySpan<Vector<float>> b0 = In(b, group, 0), b1 = In(b, group, 1), b2 = In(b, group, 2), b3 = In(b, group, 3);
            Span<Vector<float>> c0 = Out(c, group, 0), c1 = Out(c, group, 1), c2 = Out(c, group, 2), c3 = Out(c, group, 3);
            Span<Vector<float>> d0 = Out(d, group, 0), d1 = Out(d, group, 1), d2 = Out(d, group, 2), d3 = Out(d, group, 3);
            for (int i = 0; i < a0.Length; i++)
            {
                Vector<float> evenA = a0[i] + a2[i], evenB = b0[i] + b2[i], oddA = a1[i] + a3[i], oddB = b1[i] + b3[i];
                Vector<float> lessA = a0[i] - a2[i], lessB = b0[i] - b2[i], turnedA = b1[i] - b3[i], turnedB = a3[i] - a1[i];
                c0[i] = evenA + oddA;
                d0[i] = evenB + oddB;
                Turn(lessA + turnedA, lessB + turnedB, w[0], w[1], out c1[i], out d1[i]);
                Turn(evenA - oddA, evenB - oddB, w[2], w[3], out c2[i], out d2[i]);
                Turn(lessA - turnedA, lessB - turnedB, w[4], w[5], out c3[i], out d3[i]);
            }
        }

        private void Five(int group, ReadOnlySpan<float> w, ReadOnlySpan<Vector<float>> a, ReadOnlySpan<Vector<float>> b, Span<Vector<float>> c, Span<Vector<float>> d)
        {
            const float Cosine1 = 0.309016994374947424f, Cosine2 = -0.809016994374947424f, Sine1 = 0.951056516295153572f, Sine2 = 0.587785252292473129f;
            ReadOnlySpan<Vector<float>> a0 = In(a, group, 0), a1 = In(a, group, 1), a2 = In(a, group, 2), a3 = In(a, group, 3), a4 = In(a, group, 4);
            ReadOnlySpan<Vector<float>> b0 = In(b, group, 0), b1 = In(b, group, 1), b2 = In(b, group, 2), b3 = In(b, group, 3), b4 = In(b, group, 4);
            Span<Vector<float>> c0 = Out(c, group, 0), c1 = Out(c, group, 1), c2 = Out(c, group, 2), c3 = Out(c, group, 3), c4 = Out(c, group, 4);
            Span<Vector<float>> d0 = Out(d, group, 0), d1 = Out(d, group, 1), d2 = Out(d, group, 2), d3 = Out(d, group, 3), d4 = Out(d, group, 4);
            for (int i = 0; i < a0.Length; i++)
            {
                Vector<float> nearA = a1[i] + a4[i], nearB = b1[i] + b4[i], farA = a2[i] + a3[i], farB = b2[i] + b3[i];
                Vector<float> nearLessA = a1[i] - a4[i], nearLessB = b1[i] - b4[i], farLessA = a2[i] - a3[i], farLessB = b2[i] - b3[i];
                c0[i] = a0[i] + nearA + farA;
                d0[i] = b0[i] + nearB + farB;
                Vector<float> oneA = a0[i] + (nearA * Cosine1) + (farA * Cosine2), oneB = b0[i] + (nearB * Cosine1) + (farB * Cosine2);
                Vector<float> twoA = a0[i] + (nearA * Cosine2) + (farA * Cosine1), twoB = b0[i] + (nearB * Cosine2) + (farB * Cosine1);
                Vector<float> sideOneA = (nearLessA * Sine1) + (farLessA * Sine2), sideOneB = (nearLessB * Sine1) + (farLessB * Sine2);
                Vector<float> sideTwoA = (nearLessA * Sine2) - (farLessA * Sine1), sideTwoB = (nearLessB * Sine2) - (farLessB * Sine1);
                Turn(oneA + sideOneB, oneB - sideOneA, w[0], w[1], out c1[i], out d1[i]);
                Turn(twoA + sideTwoB, twoB - sideTwoA, w[2], w[3], out c2[i], out d2[i]);
                Turn(twoA - sideTwoB, twoB + sideTwoA, w[4], w[5], out c3[i], out d3[i]);
                Turn(oneA - sideOneB, oneB + sideOneA, w[6], w[7], out c4[i], out d4[i]);
            }
        }

        private static void Turn(Vector<float> real, Vector<float> imaginary, float cosine, float sine, out Vector<float> turnedReal, out Vector<float> turnedImaginary)
        {
            turnedReal = (real * cosine) - (imaginary * sine);
            turnedImaginary = (real * sine) + (imaginary * cosine);
        }
    }
}

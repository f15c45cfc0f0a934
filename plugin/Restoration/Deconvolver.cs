using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Enlarger.Imaging;
using Enlarger.Inference;

namespace Enlarger.Restoration;

/// <summary>How a deconvolution is balanced.</summary>
internal sealed record DeconvolverSettings
{
    public float Lambda { get; init; } = 0.2f;

    public float Chroma { get; init; } = 0.3f;

    public float Alpha { get; init; } = 0.8f;

    public float Second { get; init; }

    public float FirstBeta { get; init; } = 0.5f;

    public float LastBeta { get; init; } = 0.05f;

    public float StartLambda { get; init; } = 300f;

    public float Relaxation { get; init; } = 2;

    public int Hold { get; init; } = 3;

    public int Rounds { get; init; } = 10;

    public int BoundaryRounds { get; init; } = 20;

    public bool Opponents { get; init; } = true;
}

/// <summary>
/// Undoes a known blur, without making a picture up: of all pictures that the blur would have turned into the input, to within its
/// noise, the one with the fewest edges (a hyper-Laplacian prior on the gradients, by half-quadratic splitting: Krishnan and Fergus 2009). What lies beyond the
/// border of the input is unknown and found along with it, so that borders do not ring.
/// </summary>
/// <param name="kernel">The blur.</param>
/// <param name="noise">Standard deviation of the luma noise, 0..1.</param>
/// <param name="settings">What else can be chosen.</param>
internal sealed class Deconvolver(BlurKernel kernel, float noise, DeconvolverSettings? settings = null) : IGenerator
{
    private readonly DeconvolverSettings _s = settings ?? new();

    /// <inheritdoc/>
    public int Scale => 1;

    /// <summary>The halo with which tiles agree with the whole.</summary>
    public int Halo => (4 * kernel.Reach) + 16;

    /// <inheritdoc/>
    public FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
    {
        int gap = Math.Max(16, 3 * kernel.Reach);
        var transform = new FourierTransform(FourierTransform.FittingLength(input.Width + gap), FourierTransform.FittingLength(input.Height + gap));
        using FloatPlanes transfer = kernel.Transfer(transform, pool);
        FloatPlanes output = pool.Rent(3, input.Width, input.Height);
        input.Span.CopyTo(output.Span);
        Span<float> red = output.Plane(0), green = output.Plane(1), blue = output.Plane(2);
        if (_s.Opponents)
        {
            using FloatPlanes luma = pool.Rent(1, input.Width, input.Height);
            Luma.Of(red, green, blue, luma.Span);
            TensorPrimitives.Subtract(red, luma.Span, red);
            TensorPrimitives.Subtract(blue, luma.Span, blue);
            luma.Span.CopyTo(green);
        }

        float variance = MathF.Max(noise, 0.0011f);
        variance *= variance;
        float lambda = _s.Lambda / variance;
        Solve(green, default, output.Width, output.Height, transform, transfer, lambda, pool, cancellation);
        Solve(red, blue, output.Width, output.Height, transform, transfer, _s.Opponents ? lambda * _s.Chroma : lambda, pool, cancellation);
        if (_s.Opponents)
        {
            using FloatPlanes luma = pool.Rent(1, input.Width, input.Height);
            green.CopyTo(luma.Span);
            TensorPrimitives.Add(red, luma.Span, red);
            TensorPrimitives.Add(blue, luma.Span, blue);
            // Y = .2126 R + .7152 G + .0722 B
            for (int i = 0; i < green.Length; i++) green[i] = (luma.Span[i] - (0.2126f * red[i]) - (0.0722f * blue[i])) / 0.7152f;
        }

        return output;
    }

    private void Solve(
        Span<float> first, Span<float> second, int width, int height, FourierTransform transform, FloatPlanes transfer, float lambda, PlanePool pool, CancellationToken cancellation)
    {
        int w = transform.Width, h = transform.Height;
        using FloatPlanes known = pool.Rent(2, w, h);
        known.Span.Clear();
        Extend(first, width, height, known, 0);
        if (!second.IsEmpty) Extend(second, width, height, known, 1);

        // |G|^2 of the first differences.
        using FloatPlanes roughness = pool.Rent(1, w, h);
        Roughness(roughness);

        using FloatPlanes blurred = pool.Rent(2, w, h);
        known.Span.CopyTo(blurred.Span);
        transform.Forward(blurred, pool);
        using FloatPlanes sharp = pool.Rent(2, w, h);
        using FloatPlanes work = pool.Rent(2, w, h);
        known.Span.CopyTo(sharp.Span);
        float first0 = MathF.Min(lambda, _s.StartLambda), target = lambda, lastBeta = _s.LastBeta * target, beta = MathF.Min(_s.FirstBeta, lastBeta);
        float growth = MathF.Pow(lastBeta / beta, 1f / (_s.Rounds - 1)), growthLambda = MathF.Pow(target / first0, 1f / Math.Max(1, _s.Rounds - 1 - _s.Hold));
        lambda = first0;
        for (int round = 0; round < _s.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            Shrink(sharp, work, 0, beta);
            if (second.IsEmpty) work.Plane(1).Clear();
            else Shrink(sharp, work, 1, beta);
            transform.Forward(work, pool);
            Divide(blurred, work, transfer, roughness, lambda, beta, sharp);
            if (round < _s.BoundaryRounds && round < _s.Rounds - 1)
            {
                // work = K X outside, known inside.
                for (int part = 0; part < 2; part++) TensorPrimitives.Multiply(sharp.Plane(part), transfer.Span, work.Plane(part));
                transform.Inverse(work, pool);
                for (int part = 0; part < 2; part++)
                {
                    for (int y = 0; y < h; y++)
                    {
                        // What is not known goes beyond the new guess in the direction of the change: it gets there sooner.
                        int x = y < height ? width : 0;
                        Span<float> guess = known.Row(part, y)[x..], next = work.Row(part, y)[x..];
                        TensorPrimitives.Subtract(next, guess, next);
                        TensorPrimitives.MultiplyAdd(next, _s.Relaxation, guess, guess);
                    }
                }

                known.Span.CopyTo(blurred.Span);
                transform.Forward(blurred, pool);
            }

            transform.Inverse(sharp, pool);
            beta *= growth;
            lambda = MathF.Min(target, lambda * growthLambda);
        }

        for (int y = 0; y < height; y++)
        {
            sharp.Row(0, y)[..width].CopyTo(first.Slice(y * width, width));
            if (!second.IsEmpty) sharp.Row(1, y)[..width].CopyTo(second.Slice(y * width, width));
        }
    }

    private static void Extend(ReadOnlySpan<float> plane, int width, int height, FloatPlanes to, int part)
    {
        for (int y = 0; y < height; y++)
        {
            Span<float> row = to.Row(part, y);
            plane.Slice(y * width, width).CopyTo(row);
            int gap = row.Length - width;
            for (int i = 0; i < gap; i++)
            {
                float weight = (i + 0.5f) / gap;
                weight = weight * weight * (3 - (2 * weight));
                row[width + i] = (row[Math.Max(0, width - 1 - i)] * (1 - weight)) + (row[Math.Min(width - 1, gap - 1 - i)] * weight);
            }
        }

        int gapDown = to.Height - height;
        for (int i = 0; i < gapDown; i++)
        {
            float weight = (i + 0.5f) / gapDown;
            weight = weight * weight * (3 - (2 * weight));
            Span<float> row = to.Row(part, height + i);
            ReadOnlySpan<float> above = to.Row(part, Math.Max(0, height - 1 - i)), below = to.Row(part, Math.Min(height - 1, gapDown - 1 - i));
            for (int x = 0; x < row.Length; x++) row[x] = (above[x] * (1 - weight)) + (below[x] * weight);
        }
    }

    private void Roughness(FloatPlanes roughness)
    {
        float[] across = [.. Enumerable.Range(0, roughness.Width).Select(x => 2 - (2 * MathF.Cos(2 * MathF.PI * x / roughness.Width)))];
        for (int y = 0; y < roughness.Height; y++)
        {
            float down = 2 - (2 * MathF.Cos(2 * MathF.PI * y / roughness.Height));
            Span<float> row = roughness.Row(0, y);
            for (int x = 0; x < row.Length; x++) row[x] = across[x] + down + (_s.Second * ((across[x] * across[x]) + (down * down) + (2 * across[x] * down)));
        }
    }

    private static void Divide(FloatPlanes blurred, FloatPlanes edges, FloatPlanes transfer, FloatPlanes roughness, float lambda, float beta, FloatPlanes result)
    {
        ReadOnlySpan<Vector<float>> k = MemoryMarshal.Cast<float, Vector<float>>(transfer.Span), g = MemoryMarshal.Cast<float, Vector<float>>(roughness.Span);
        for (int part = 0; part < 2; part++)
        {
            ReadOnlySpan<Vector<float>> y = MemoryMarshal.Cast<float, Vector<float>>(blurred.Plane(part)), e = MemoryMarshal.Cast<float, Vector<float>>(edges.Plane(part));
            Span<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(result.Plane(part));
            for (int i = 0; i < x.Length; i++) x[i] = ((lambda * k[i] * y[i]) + (beta * e[i])) / ((lambda * k[i] * k[i]) + (beta * g[i]) + new Vector<float>(1e-9f));
        }
    }

    // G^T shrink(G x)
    private void Shrink(FloatPlanes x, FloatPlanes result, int part, float beta)
    {
        int w = x.Width, h = x.Height;
        float[] table = Table(_s.Alpha, beta);
        FloatPlanes r = result;
        r.Plane(part).Clear();
        for (int y = 0; y < h; y++)
        {
            Span<float> row = x.Row(part, y), below = x.Row(part, (y + 1) % h), to = r.Row(part, y), toBelow = r.Row(part, (y + 1) % h);
            for (int i = 0; i < w; i++)
            {
                int next = i + 1 == w ? 0 : i + 1;
                float dx = Look(table, row[next] - row[i]);
                to[next] += dx;
                to[i] -= dx;
                float dy = Look(table, below[i] - row[i]);
                toBelow[i] += dy;
                to[i] -= dy;
            }
        }
    }

    private static float Look(float[] table, float value)
    {
        float at = MathF.Min(MathF.Abs(value) * 2048, table.Length - 1.001f);
        int i = (int)at;
        float result = table[i] + ((table[i + 1] - table[i]) * (at - i));
        return value < 0 ? -result : result;
    }

    // argmin_w |w|^a + beta/2 (w-v)^2
    private static float[] Table(float alpha, float beta)
    {
        float[] table = new float[2050];
        for (int i = 0; i < table.Length; i++)
        {
            double v = i / 2048.0;
            if (v == 0) continue;
            double w = v;
            for (int n = 0; n < 30; n++)
            {
                // Newton on  a w^(a-1) + beta (w - v) = 0
                double f = (alpha * Math.Pow(w, alpha - 1)) + (beta * (w - v)), d = (alpha * (alpha - 1) * Math.Pow(w, alpha - 2)) + beta;
                if (d <= 0) { w = 0; break; }
                w -= f / d;
                if (w <= 0) { w = 0; break; }
            }

            if (w > 0 && Math.Pow(w, alpha) + (beta / 2 * (w - v) * (w - v)) > beta / 2 * v * v) w = 0;
            table[i] = (float)w;
        }

        return table;
    }
}

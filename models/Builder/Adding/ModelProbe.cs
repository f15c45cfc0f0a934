using System.Globalization;

namespace Enlarger.Models.Builder.Adding;

/// <summary>Finds out what a network does by running it on pictures made up for the purpose.</summary>
internal sealed class ModelProbe : IDisposable
{
    private const int LargestScale = 8;
    private const int WidestExactHalo = 64;
    private const int FallbackHalo = 32;
    private const int FallbackFeather = 16;
    private const double Agreement = 65;

    // A multiple of every size multiple that is tried: a core of 64 pixels in the middle, and as much around it.
    private const int TextureSize = 192;
    private const int Core = 64;
    private const int SmallSize = 16;

    private static readonly int[] SizeMultiples = [1, 2, 4, 8, 16, 32, 64];
    private static readonly int[] Halos = [4, 8, 12, 16, 24, 32];

    private readonly byte[] _content;
    private readonly OnnxSignature _signature;
    private readonly string _file;
    private readonly CancellationToken _cancellation;
    private ProbeSession _session;
    private TensorLayout _layout;
    private int _scale;
    private int _multiple;
    private int _white;

    private ModelProbe(byte[] content, OnnxSignature signature, string file, CancellationToken cancellation)
    {
        _content = content;
        _signature = signature;
        _file = file;
        _cancellation = cancellation;
        _session = new ProbeSession(content, signature, file);
    }

    /// <summary>Probes a network.</summary>
    /// <param name="content">The ONNX file.</param>
    /// <param name="signature">What it says about itself.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="scale">The scale that the user expects, if any.</param>
    /// <param name="cancellation">Stops the probe.</param>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Model"/>: it is no generator that Enlarger can use. <see cref="ErrorKind.Usage"/>: its scale is another.
    /// </exception>
    public static ProbeResult Probe(byte[] content, OnnxSignature signature, string file, int? scale, CancellationToken cancellation)
    {
        using ModelProbe probe = new(content, signature, file, cancellation);
        return probe.Probe(scale);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private ProbeResult Probe(int? expectedScale)
    {
        FindShape();
        if (expectedScale is { } expected && expected != _scale)
        {
            throw new EnlargerException(ErrorKind.Usage, $"{_file} enlarges {_scale} times, not {expected}: use --scale {_scale}.");
        }

        if (_scale != 1 && _scale % 2 != 0)
        {
            throw Refusal($"enlarges {_scale} times, which no filter can use: Upscale takes generators that enlarge 2, 4, 6 or 8 times, and one that restores keeps the size");
        }

        FindWhite();
        int? radius = FindRadius();

        // A session of its own, whose memory has not grown yet.
        _session.Dispose();
        _session = new ProbeSession(_content, _signature, _file);
        Planes texture = Planes.Texture(TextureSize, TextureSize);
        Planes whole = texture;
        long growth = MemoryWatch.Growth(() => whole = Run(texture));
        HaloDescription halo = FindHalo(texture, whole, radius);
        return new ProbeResult(_layout, _scale, _multiple, _white, halo, FindBytesPerPixel(growth));
    }

    /// <summary>Finds the layout, the scale and the size multiple: the first with which sizes that have no other divisor in common work.</summary>
    private void FindShape()
    {
        string? failure = null;
        foreach (TensorLayout layout in PossibleLayouts())
        {
            foreach (int multiple in SizeMultiples)
            {
                if (ScaleAt(layout, 64 + multiple, 64 + (3 * multiple), ref failure) is not { } scale) continue;
                if (ScaleAt(layout, 64 + (6 * multiple), 64 + (5 * multiple), ref failure) != scale) continue;
                (_layout, _scale, _multiple) = (layout, scale, multiple);
                return;
            }
        }

        throw Refusal($"does not enlarge 1 to {LargestScale} times pictures of any size tried, up to multiples of {SizeMultiples[^1]} ({failure})");
    }

    private List<TensorLayout> PossibleLayouts()
    {
        IReadOnlyList<long?> shape = _signature.InputShape;
        if (shape[0] is not (null or 1)) throw Refusal($"takes {shape[0]} pictures at once: export it for one, or for any number");
        if (shape[1] == 1 || shape[3] == 1) throw Refusal("works on grey pictures, and colour is needed");

        List<TensorLayout> declared = [.. Layouts().Where(layout => shape[ChannelAxis(layout)] == Planes.Count)];
        List<TensorLayout> possible = declared.Count > 0 ? declared : [.. Layouts().Where(layout => shape[ChannelAxis(layout)] is null)];
        List<TensorLayout> free = [.. possible.Where(layout => Enumerable.Range(1, 3).All(axis => axis == ChannelAxis(layout) || shape[axis] is null))];
        if (free.Count > 0) return free;
        if (declared.Count == 0) throw Refusal("does not take pictures of three colours");
        string sizes = string.Join('x', shape.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "?"));
        throw Refusal($"takes only pictures of a fixed size (its input is {sizes}): export it with free width and height");

        static TensorLayout[] Layouts() => [TensorLayout.Nchw, TensorLayout.Nhwc];
        static int ChannelAxis(TensorLayout layout) => layout == TensorLayout.Nchw ? 1 : 3;
    }

    private int? ScaleAt(TensorLayout layout, int width, int height, ref string? failure)
    {
        string? problem = _session.TryRun(Planes.Noise(width, height, seed: 1), layout, 1, out Planes? result, _cancellation);
        if (result is null)
        {
            failure = problem;
            return null;
        }

        (int scale, int rest) = Math.DivRem(result.Width, width);
        if (rest == 0 && scale is >= 1 and <= LargestScale && result.Height == height * scale) return scale;
        failure = $"{width}x{height} pixels become {result.Width}x{result.Height}";
        return null;
    }

    /// <summary>
    /// Finds the value of white: the one with which flat colours stay as they are. A network that does not care gets 1, which every
    /// published one takes that does not need 255.
    /// </summary>
    private void FindWhite()
    {
        const double Tolerance = 0.1;

        _white = Error(1) <= Tolerance ? 1 : Error(255) <= Tolerance ? 255
            : throw Refusal("does not keep the colours of a picture, neither with white as 1 nor as 255");

        double Error(int white) => Math.Max(ErrorOf(0.25f, 0.5f, 0.75f, white), ErrorOf(0.9f, 0.9f, 0.9f, white));

        double ErrorOf(float red, float green, float blue, int white)
        {
            _session.TryRun(Planes.Flat(Core, Core, red, green, blue), _layout, white, out Planes? result, _cancellation);
            if (result is null) return double.PositiveInfinity;
            double worst = 0;
            float[] color = [red, green, blue];
            Planes middle = result.Crop(result.Width / 4, result.Height / 4, result.Width / 2, result.Height / 2);
            for (int plane = 0; plane < Planes.Count; plane++)
            {
                double mean = 0;
                foreach (float value in middle.Plane(plane)) mean += value;
                worst = Math.Max(worst, Math.Abs((mean / middle.Plane(plane).Length) - color[plane]));
            }

            return double.IsNaN(worst) ? double.PositiveInfinity : worst;
        }
    }

    /// <summary>
    /// Finds how far a pixel is seen: changes a block of pixels in noise and looks how far the result changes by any amount at all.
    /// Null where that is wider than is of use.
    /// </summary>
    private int? FindRadius()
    {
        int size = RoundUp((2 * WidestExactHalo) + 32);
        int block = size / 2 / _multiple * _multiple;
        int radius = 0;
        for (int seed = 2; seed <= 3 && radius <= WidestExactHalo; seed++)
        {
            Planes picture = Planes.Noise(size, size, seed);
            Planes before = Run(picture);
            for (int plane = 0; plane < Planes.Count; plane++)
            {
                for (int y = block; y < block + _multiple; y++)
                {
                    for (int x = block; x < block + _multiple; x++) picture[plane, x, y] = 1 - picture[plane, x, y];
                }
            }

            radius = Math.Max(radius, Reach(before, Run(picture), block));
        }

        // A pixel at the far side of the block is further away than its near side was.
        radius += _multiple - 1;
        return radius <= WidestExactHalo ? radius : null;
    }

    private int Reach(Planes before, Planes after, int block)
    {
        int reach = 0;
        for (int plane = 0; plane < Planes.Count; plane++)
        {
            for (int y = 0; y < before.Height; y++)
            {
                int rows = Distance(y / _scale);
                for (int x = 0; x < before.Width; x++)
                {
                    if (before[plane, x, y] != after[plane, x, y]) reach = Math.Max(reach, Math.Max(rows, Distance(x / _scale)));
                }
            }
        }

        return reach;

        int Distance(int place) => place < block ? block - place : Math.Max(0, place - (block + _multiple - 1));
    }

    private HaloDescription FindHalo(Planes texture, Planes whole, int? radius)
    {
        Planes wanted = whole.Crop(Core * _scale, Core * _scale, Core * _scale, Core * _scale);
        foreach (int halo in Halos.Select(halo => RoundUp(halo)).Where(halo => halo <= FallbackHalo).Distinct())
        {
            Planes tile = Run(texture.Crop(Core - halo, Core - halo, Core + (2 * halo), Core + (2 * halo)));
            if (wanted.Agreement(tile.Crop(halo * _scale, halo * _scale, Core * _scale, Core * _scale)) >= Agreement)
            {
                return new HaloDescription { Default = Math.Min(halo, radius ?? halo), Exact = radius, Feather = 0 };
            }
        }

        // What is seen no further than this needs no blending, even where the next smaller halo does not do.
        return radius <= FallbackHalo
            ? new HaloDescription { Default = radius.Value, Exact = radius, Feather = 0 }
            : new HaloDescription { Default = FallbackHalo, Exact = radius, Feather = FallbackFeather };
    }

    /// <summary>
    /// Estimates the memory of a run, rather too high: twice what results need at once, since the runtime's memory grows by doubling,
    /// or what the process was seen to grow and half as much, since a peak between two looks is missed.
    /// </summary>
    private int FindBytesPerPixel(long growth)
    {
        int size = RoundUp(SmallSize);
        long results = ActivationMemory.Peak(_content, _signature, _file, Planes.Texture(size, size), _layout, _cancellation);
        long pictures = 2L * Planes.Count * sizeof(float) * (1 + (_scale * _scale));
        long estimate = Math.Max(2 * results / (size * size), growth * 3 / 2 / (TextureSize * TextureSize));
        return (int)Math.Clamp(estimate, pictures, int.MaxValue);
    }

    private Planes Run(Planes picture)
    {
        string? problem = _session.TryRun(picture, _layout, _white, out Planes? result, _cancellation);
        return result is not null && result.Width == picture.Width * _scale && result.Height == picture.Height * _scale
            ? result
            : throw Refusal($"fails on a picture of {picture.Width}x{picture.Height} pixels ({problem ?? "the size of the result is wrong"})");
    }

    private int RoundUp(int size) => (size + _multiple - 1) / _multiple * _multiple;

    private EnlargerException Refusal(string reason) => new(ErrorKind.Model, $"{_file} {reason}.");
}

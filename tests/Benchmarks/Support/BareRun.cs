using Enlarger.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Benchmarks.Support;

/// <summary>
/// The yardstick: ONNX Runtime over tiles and nothing else. The input tensors are filled and the memory of the
/// output is there before the clock starts.
/// </summary>
internal sealed class BareRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<(OrtValue Input, OrtValue Output)> _tiles = [];

    /// <summary>Prepares the tiles.</summary>
    /// <param name="session">A generator that takes red, green, blue in 0..1 as NCHW, of any size.</param>
    /// <param name="scale">How many times it enlarges.</param>
    /// <param name="tiles">Where they lie.</param>
    /// <param name="picture">The picture.</param>
    public BareRun(InferenceSession session, int scale, IReadOnlyList<PixelArea> tiles, MemoryPicture picture)
    {
        _session = session;
        var operations = new VectorPixelOperations();
        float[] output = new float[tiles.Max(area => 3L * area.Width * area.Height * scale * scale)];
        foreach (PixelArea area in tiles)
        {
            var planes = new FloatPlanes(3, area.Width, area.Height);
            for (int y = 0; y < area.Height; y++)
            {
                ReadOnlySpan<byte> row = picture.Row(area.Y + y).Slice(area.X * 3, area.Width * 3);
                operations.ToPlanes(row, picture.Format, planes.Row(0, y), planes.Row(1, y), planes.Row(2, y), []);
            }

            _tiles.Add((Tensor(planes.Memory, area), Tensor(output.AsMemory(0, planes.Span.Length * scale * scale), area.Scale(scale))));
        }
    }

    /// <summary>Runs every tile.</summary>
    public void Run()
    {
        foreach ((OrtValue input, OrtValue output) in _tiles) _session.Run(_options, _session.InputNames, [input], _session.OutputNames, [output]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((OrtValue input, OrtValue output) in _tiles)
        {
            input.Dispose();
            output.Dispose();
        }

        _options.Dispose();
    }

    private static OrtValue Tensor(Memory<float> values, PixelArea area) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, [1, 3, area.Height, area.Width]);
}

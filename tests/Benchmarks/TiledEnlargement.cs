using BenchmarkDotNet.Attributes;
using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Devices;
using Enlarger.Models;
using Enlarger.Models.Builder;
using Enlarger.Tiling;

namespace Enlarger.Benchmarks;

/// <summary>
/// What tiling costs: a picture of 0.4 megapixels through realesr-general-x4, against the bare run of the network over the whole of it,
/// from floats to floats.
/// </summary>
[IterationCount(3)]
public class TiledEnlargement : IDisposable
{
    private const int Width = 720;
    private const int Height = 540;

    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8");
    private static readonly PixelSize Size = new(Width, Height);

    private readonly PlanePool _pool = new();
    private readonly FloatPlanes _planes = new(3, Width, Height);
    private GeneratorDescription _description = null!;
    private NetworkGenerator _generator = null!;

    /// <summary>Restores and loads the generator.</summary>
    [GlobalSetup]
    public void Load()
    {
        var store = new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), new ModelBuilder());
        _description = store.Find("realesr-general-x4");
        _generator = new NetworkGenerator(_description, new OnnxSessionOpener().Open(_description.Id, store.Open(_description, CancellationToken.None), Device.Cpu, null));
        var random = new Random(1);
        foreach (ref float value in _planes.Span) value = random.NextSingle();
    }

    /// <summary>Frees the generator and the planes.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _generator?.Dispose();
        _planes.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The yardstick.</summary>
    [Benchmark(Baseline = true)]
    public void BareRun() => _generator.Run(_planes, _pool, CancellationToken.None).Dispose();

    /// <summary>Bytes to bytes as one tile: what everything but inference costs.</summary>
    [Benchmark]
    public void OneTile() => Enlarge(new TilePlan(Size, Width, 0));

    /// <summary>The default: the tile that the memory allows, with the default halo.</summary>
    [Benchmark]
    public void AutomaticTile() => Enlarge(new TilePlan(
        Size, TileBudget.OfThisMachine().Core(TileNeeds.Of(_description), _description.Halo.Default, Width, 4, Rgb8), _description.Halo.Default));

    /// <summary>Small tiles with the default halo.</summary>
    [Benchmark]
    public void Tile128() => Enlarge(new TilePlan(Size, 128, _description.Halo.Default));

    /// <summary>Small tiles with the exact halo.</summary>
    [Benchmark]
    public void ExactTile128() => Enlarge(new TilePlan(Size, 128, _description.Halo.Exact!.Value));

    private void Enlarge(TilePlan plan) =>
        new TileRun(_generator, 4, plan, new VectorPixelOperations(), _pool).Run(new Blank(Size), new Blank(new PixelSize(Width * 4, Height * 4)), null, CancellationToken.None);

    // Reading and writing cost nothing here: they are the host's.
    private sealed class Blank(PixelSize size) : IPixelSource, IPixelSink
    {
        public PixelSize Size => size;

        public PixelFormat Format => Rgb8;

        public void Read(PixelArea area, Span<byte> destination) => new Random(area.Y).NextBytes(destination);

        public void Write(ReadOnlySpan<byte> rows)
        {
        }
    }
}

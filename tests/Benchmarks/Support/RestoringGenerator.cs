using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Devices;
using Enlarger.Models;
using Enlarger.Tiling;

namespace Enlarger.Benchmarks.Support;

/// <summary>A generator at 1x, run on the CPU over whatever it is given as Restore blur runs one, colours locked, without being asked whether it is needed.</summary>
internal sealed class RestoringGenerator : IDisposable
{
    private readonly TileNeeds _needs;
    private readonly NetworkGenerator _network;

    /// <summary>Loads it, and restores it first where it is missing.</summary>
    /// <param name="models">Where it comes from.</param>
    /// <param name="id">Its id.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: there is none of that id. <see cref="ErrorKind.Usage"/>: it enlarges.</exception>
    public RestoringGenerator(ModelStore models, string id)
    {
        GeneratorDescription description = models.Find(id);
        if (description.Scale != 1) throw new EnlargerException(ErrorKind.Usage, $"The generator {id} enlarges {description.Scale}x: choose one that keeps the size.");
        _needs = TileNeeds.Of(description);
        _network = new NetworkGenerator(description, new OnnxSessionOpener().Open(id, models.Open(description, CancellationToken.None), Device.Cpu, null));
    }

    /// <summary>What it makes of a picture.</summary>
    public MemoryPicture Restore(MemoryPicture picture)
    {
        var restored = new MemoryPicture(picture.Size);
        TilePlan plan = _needs.Plan(picture.Size, picture.Size.Area, 1, restored.Format);
        new TileRun(_network, 1, plan, PixelOperations.Best, new PlanePool(), new Finishing(ColorLock: true)).Run(picture, restored, null, CancellationToken.None);
        return restored;
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}

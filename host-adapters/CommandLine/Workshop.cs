using Enlarger.Filters;
using Enlarger.Models;
using Enlarger.Models.Builder;

namespace Enlarger.CommandLine;

/// <summary>What commands work with.</summary>
/// <param name="Filters">The filters.</param>
/// <param name="Models">The store of generators.</param>
/// <param name="Builder">Restores generators and the sample picture.</param>
/// <param name="Engine">What the filters belong to and is given up with them, if anything.</param>
internal sealed record Workshop(IReadOnlyList<IFilter> Filters, ModelStore Models, ModelBuilder Builder, Engine? Engine = null) : IDisposable
{
    /// <summary>The workshop of the process: every filter, over the user's store.</summary>
    /// <param name="terminal">Told what takes time.</param>
    public static Workshop Open(Terminal terminal)
    {
        var builder = new ModelBuilder(new TerminalNotes(terminal));
        var models = new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), builder);
        var engine = new Engine(models);
        return new Workshop(engine.Filters, models, builder, engine);
    }

    /// <inheritdoc/>
    public void Dispose() => Engine?.Dispose();
}

using Enlarger.Filters;
using Enlarger.Models;
using Enlarger.Models.Builder;

namespace Enlarger.CommandLine;

/// <summary>What commands work with.</summary>
/// <param name="Filters">The filters.</param>
/// <param name="Models">The store of generators.</param>
/// <param name="Builder">Restores generators and the sample picture.</param>
internal sealed record Workshop(IReadOnlyList<IFilter> Filters, ModelStore Models, ModelBuilder Builder)
{
    /// <summary>The workshop of the process: every filter, over the user's store.</summary>
    /// <param name="terminal">Told what takes time.</param>
    public static Workshop Open(Terminal terminal)
    {
        var builder = new ModelBuilder(new TerminalNotes(terminal));
        var models = new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), builder);
        return new Workshop(new Engine(models).Filters, models, builder);
    }
}

using Enlarger.Filters;
using Enlarger.Models;
using Enlarger.Models.Builder;

namespace Enlarger.CommandLine;

/// <summary>What commands work with.</summary>
/// <param name="Engine">The generators, and the devices that they run on.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Builder">Restores generators and the sample picture.</param>
internal sealed record Workshop(Engine Engine, IReadOnlyList<IFilter> Filters, ModelBuilder Builder) : IDisposable
{
    /// <summary>The store of generators.</summary>
    public ModelStore Models => Engine.Models;

    /// <summary>The workshop of the process: every filter, over the user's store.</summary>
    /// <param name="terminal">Told what takes time, and what the user should know.</param>
    public static Workshop Open(Terminal terminal)
    {
        var builder = new ModelBuilder(new TerminalNotes(terminal));
        var engine = new Engine(new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), builder, InstalledModels.Folders), terminal.Note);
        return new Workshop(engine, engine.Filters, builder);
    }

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();
}

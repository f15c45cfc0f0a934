using Enlarger.Filters;
using Enlarger.Inference;
using Enlarger.Models;

namespace Enlarger;

/// <summary>
/// What a host creates once: the filters, and behind them the generators, whose sessions are kept for the next picture. Filters may
/// run one at a time per engine.
/// </summary>
public sealed class Engine : IDisposable
{
    private readonly GeneratorPool _generators;

    /// <summary>An engine over the generators of a store.</summary>
    public Engine(ModelStore models)
    {
        Models = models;
        _generators = new GeneratorPool(models);
        var darkroom = new Darkroom(models, _generators);
        Filters = [new Upscale(darkroom), new RestoreBlur(darkroom), new EnhanceCrop(darkroom)];
    }

    /// <summary>Where generators come from.</summary>
    public ModelStore Models { get; }

    /// <summary>Every filter, in the order of a menu.</summary>
    public IReadOnlyList<IFilter> Filters { get; }

    /// <summary>The filter of that id.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is none.</exception>
    public IFilter Filter(string id) => Filters.FirstOrDefault(filter => filter.Id == id)
        ?? throw new EnlargerException(ErrorKind.Usage, $"There is no filter '{id}': use {string.Join(", ", Filters.Select(filter => filter.Id))}.");

    /// <inheritdoc/>
    public void Dispose() => _generators.Dispose();
}

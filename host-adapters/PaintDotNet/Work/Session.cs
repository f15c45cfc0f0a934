using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Models;
using Enlarger.Models.Builder;
using PaintDotNet.Effects;

namespace Enlarger.PaintDotNet.Work;

/// <summary>One use of a command: the picture, the filter and what can be done with both. It is what a dialog shows, and knows of no dialog.</summary>
internal sealed class Session : IDisposable, IProgress<string>
{
    private readonly MenuCommand _command;
    private readonly FilterScope _scope;
    private readonly Engine _engine;
    private readonly LayerPixels _source;

    /// <summary>Begins.</summary>
    /// <param name="command">The command.</param>
    /// <param name="services">What Paint.NET does for effects.</param>
    /// <param name="environment">What it tells them.</param>
    public Session(MenuCommand command, IServiceProvider services, IBitmapEffectEnvironment environment)
    {
        _command = command;
        Picture = new HostPicture(environment);
        _engine = new Engine(new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), new ModelBuilder(this), InstalledModels.Folders), Report, HostGpu.Of(services));
        Filter = _engine.Filter(command.FilterId);
        _scope = new FilterScope(Filter);
        _source = Picture.Source();
    }

    /// <summary>Told what the user should know, a sentence each, on the thread that does the work.</summary>
    public event Action<string>? Noted;

    /// <summary>The command's name.</summary>
    public string Name => _command.Name;

    /// <summary>The picture.</summary>
    public HostPicture Picture { get; }

    /// <summary>The filter.</summary>
    public IFilter Filter { get; }

    /// <summary>The pixels of the layer that the user has chosen, for a preview.</summary>
    public IPixelSource Source => _source;

    /// <summary>The parameters that the user gives.</summary>
    public IEnumerable<FilterParameter> Parameters => _command.Parameters(Filter);

    /// <summary>The values before the user gives any.</summary>
    public FilterSettings Defaults => _command.Defaults(Filter);

    /// <summary>Whether there is a choice between a layer and all layers: a canvas only grows with all that is on it.</summary>
    public bool CanTakeAllLayers => !_scope.IsCrop && _scope.Enlarges(Picture.Size, Defaults) && Picture.LayerCount > 1;

    /// <summary>The values that the user had last, in whichever host.</summary>
    public FilterSettings Last => Fix(LastChoices.Load(Filter).Settings);

    /// <summary>Remembers values for the next time. Where a result goes is remembered by hosts that ask for it.</summary>
    public void Remember(FilterSettings settings) => LastChoices.Save(Filter, LastChoices.Load(Filter) with { Settings = settings });

    /// <summary>The settings for a preview: for the part that is worked on.</summary>
    /// <exception cref="EnlargerException">Nothing can be worked on.</exception>
    public FilterSettings Narrow(FilterSettings settings)
    {
        DocumentOutline outline = Picture.Outline();
        return _scope.Narrow(settings, DocumentPlan.PartOf(outline.Layers[0], outline.Selection, settings, _scope));
    }

    /// <summary>What becomes how large.</summary>
    /// <exception cref="EnlargerException">It cannot be done, and why.</exception>
    public string Sizes(FilterSettings settings, bool allLayers)
    {
        DocumentOutline outline = Outline(allLayers);
        return Plan(settings, allLayers, outline).Sizes(outline);
    }

    /// <summary>Whether what <see cref="Render"/> makes takes the place of what it is made of, being of its size.</summary>
    /// <exception cref="EnlargerException">It cannot be done, and why.</exception>
    public bool StaysInPlace(FilterSettings settings) => Plan(settings, allLayers: false, Outline(allLayers: false)).Output == DocumentOutput.InPlace;

    /// <summary>Has the chosen layer worked on, where it is selected.</summary>
    /// <exception cref="EnlargerException">It cannot be done, and why.</exception>
    public Rendition Render(FilterSettings settings)
    {
        DocumentOutline outline = Outline(allLayers: false);
        return new Rendition(Picture, outline, Plan(settings, allLayers: false, outline), new DocumentFilter(_engine, Filter, settings));
    }

    /// <summary>Has all layers enlarged into files.</summary>
    /// <param name="settings">The values of the filter's parameters.</param>
    /// <param name="target">Where they go.</param>
    /// <exception cref="EnlargerException">It cannot be done, and why.</exception>
    public LayerExport Export(FilterSettings settings, LayerTarget target)
    {
        DocumentOutline outline = Outline(allLayers: true);
        return new LayerExport(Picture, outline, Plan(settings, allLayers: true, outline), new DocumentFilter(_engine, Filter, settings), target);
    }

    /// <summary>What a name of a file gets to tell the result from the picture.</summary>
    public string Suffix(FilterSettings settings) => Filter.ResultSuffix(settings);

    /// <inheritdoc/>
    public void Report(string value) => Noted?.Invoke(value);

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        _source.Dispose();
    }

    // A remembered scale is not what the command's name says.
    private FilterSettings Fix(FilterSettings settings) => _command.Fixed is { } value ? settings.With(value.Id, value.Value) : settings;

    private DocumentOutline Outline(bool allLayers) => allLayers ? Picture.OutlineOfAll() : Picture.Outline();

    // An effect cannot make the canvas larger: a layer that grows is a picture of its own, as a crop that grows is.
    private DocumentPlan Plan(FilterSettings settings, bool allLayers, DocumentOutline outline)
    {
        PixelArea? part = outline.Layers[0].Within(outline.Selection);
        bool staysInPlace = part is { } area && _scope.FitsInPlace(Picture.Size, settings, area);
        return DocumentPlan.Of(Filter, settings, outline, allLayers || staysInPlace ? DocumentOutput.InPlace : DocumentOutput.NewImage);
    }
}

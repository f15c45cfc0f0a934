using Enlarger.Imaging;

namespace Enlarger.Filters;

/// <summary>What a user picks from a menu. A filter declares itself, so that every host can show and run it alike.</summary>
public interface IFilter
{
    /// <summary>Its name in commands and procedures: lower case, words joined by hyphens.</summary>
    string Id { get; }

    /// <summary>Its name in a menu.</summary>
    string Name { get; }

    /// <summary>What it does, in a sentence or two.</summary>
    string Description { get; }

    /// <summary>Its parameters, in the order of a dialog.</summary>
    IReadOnlyList<FilterParameter> Parameters { get; }

    /// <summary>The size of the result, known before the filter runs.</summary>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Input"/>: the result would be too large to address. <see cref="ErrorKind.Usage"/>: an area does not lie within the picture.
    /// </exception>
    PixelSize ResultSize(PixelSize source, FilterSettings settings);

    /// <summary>What a file name gets to tell the result from its source: upscaled-4x.</summary>
    string ResultSuffix(FilterSettings settings);

    /// <summary>Whether <see cref="Run"/> looks at the picture before it changes it, and so reads it twice: a source that is a stream must keep it.</summary>
    bool ReadsTwice(FilterSettings settings);

    /// <summary>What decides the pixels of a result beside the settings, as a text that is equal where they are: the generator chosen and its hash.</summary>
    /// <exception cref="EnlargerException">The settings cannot be run, as <see cref="Run"/> will say too.</exception>
    string ResultIdentity(FilterSettings settings);

    /// <summary>
    /// Reads the source, delivers the whole result to the sink and returns, or throws. Source, sink and progress are called on
    /// this thread only.
    /// </summary>
    /// <param name="source">The picture.</param>
    /// <param name="sink">Takes the result: its size is <see cref="ResultSize"/>, its format any (alpha is dropped or added as opaque).</param>
    /// <param name="settings">The parameters' values.</param>
    /// <param name="progress">Told the finished part, 0..1, never falling.</param>
    /// <param name="cancellation">Stops the filter within a fraction of a tile.</param>
    /// <exception cref="EnlargerException">Something failed; the sink's content is not to be used.</exception>
    /// <exception cref="OperationCanceledException">The filter was cancelled; the sink's content is not to be used.</exception>
    void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation);
}

using Enlarger.Documents;
using Enlarger.Imaging;
using Enlarger.LayeredFiles;
using PaintDotNet.Effects;

namespace Enlarger.PaintDotNet.Work;

/// <summary>All layers being enlarged into files, one after the other, so that there is only one result in memory. What is not finished leaves nothing behind.</summary>
internal sealed class LayerExport : IDisposable
{
    // More of them are a list, which layers.json and the file have.
    private const int MostNames = 5;

    private readonly HostPicture _picture;
    private readonly DocumentPlan _plan;
    private readonly LayerTarget _target;

    /// <summary>Begins.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="outline">All its layers, the lowest first, and behind them the whole as it is seen.</param>
    /// <param name="plan">The plan for them.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="target">Where they go.</param>
    public LayerExport(HostPicture picture, DocumentOutline outline, DocumentPlan plan, DocumentFilter filter, LayerTarget target)
    {
        (_picture, _plan, _target) = (picture, plan, target);
        Work = new BackgroundWork((progress, cancellation) => Run(outline, filter, progress, cancellation));
    }

    /// <summary>The work.</summary>
    public BackgroundWork Work { get; }

    /// <summary>Where the result lies; null until it is finished.</summary>
    public string? Path { get; private set; }

    /// <summary>What the user should know of the result, in a sentence; null if nothing.</summary>
    public string? Notice { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => Work.Dispose();

    private void Run(DocumentOutline outline, DocumentFilter filter, IProgress<double> progress, CancellationToken cancellation)
    {
        var described = new FiledPicture(_plan.Size, _picture.LayerCount, _picture.Resolution.X, _picture.Resolution.Y);
        using ILayerWriter writer = _target.IsFolder ? new LayerFolderWriter(_target.Path, described) : new OpenRasterWriter(_target.Path, described);
        using var finished = new LayerQueue(_picture, _plan.Pieces, (index, result) => Add(writer, described, index, result, cancellation));
        filter.Run(outline, _plan, finished.Source, progress, cancellation);
        finished.Flush();
        cancellation.ThrowIfCancellationRequested();
        Notice = NoticeOf(writer);
        Path = writer.Commit();
    }

    private void Add(ILayerWriter writer, FiledPicture described, int index, ResultBitmap result, CancellationToken cancellation)
    {
        try
        {
            if (index < _picture.LayerCount)
            {
                IEffectLayerInfo layer = _picture.Layer(index);
                writer.Add(new FiledLayer(layer.Name, layer.Opacity, layer.Visible, BlendMode.Of($"{layer.BlendMode}")), Png(result.Size));
            }
            else
            {
                writer.AddMerged(Png(result.Size), Png(described.Thumbnail));
            }
        }
        catch (Exception exception) when (cancellation.IsCancellationRequested)
        {
            // An encoder makes of it whatever it likes.
            throw new OperationCanceledException(exception.Message, exception, cancellation);
        }

        Action<Stream> Png(PixelSize size) => stream => new Delivery(_picture).ToPng(result, size, new CancellableStream(stream, cancellation));
    }

    private string? NoticeOf(ILayerWriter writer)
    {
        IReadOnlyList<FiledLayer> layers = writer.WithoutMode;
        if (layers.Count == 0) return null;
        string names = string.Join(", ", layers.Take(MostNames).Select(layer => $"'{layer.Name}' ({layer.Mode.Name})"));
        if (layers.Count > MostNames) names += $" and {layers.Count - MostNames} more";
        return _target.IsFolder ? $"The pictures themselves cannot hold a blend mode: set that of {names} again, as {LayerList.FileName} has it." : $"OpenRaster has no such blend mode, so other programs will show these layers as normal ones: {names}.";
    }
}

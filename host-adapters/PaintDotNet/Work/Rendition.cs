using Enlarger.Documents;
using Enlarger.Imaging;
using Enlarger.Layers;

namespace Enlarger.PaintDotNet.Work;

/// <summary>What a filter makes of a layer, being made or finished: made once, on a thread of its own, however many tiles Paint.NET asks for.</summary>
internal sealed unsafe class Rendition : IDisposable
{
    // How long a finished strip of a minute's work may wait to be noticed.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private readonly BackgroundWork _work;
    private LayerPixels? _layer;

    /// <summary>Begins.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="outline">Its chosen layer.</param>
    /// <param name="plan">A plan of one piece.</param>
    /// <param name="filter">The filter.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: there is not enough memory for the result.</exception>
    public Rendition(HostPicture picture, DocumentOutline outline, DocumentPlan plan, DocumentFilter filter)
    {
        DocumentPiece piece = plan.Pieces.Single();
        (Area, IsInPlace) = (piece.Area, plan.Output == DocumentOutput.InPlace);
        Result = new ResultBitmap(picture.Factory, piece.Size, picture.Encoding);
        LayerPixels layer = picture.Source(_ => Result);
        _layer = layer;

        // In its place Paint.NET itself blends by the selection.
        bool isCutOut = !IsInPlace && Area != picture.Size.Area;
        IHostPixels pixels = isCutOut ? picture.Selected(layer) : layer;
        _work = new BackgroundWork((progress, cancellation) =>
        {
            if (IsInPlace) Stamp = PictureStamp.Of(picture, cancellation);
            filter.Run(outline, plan, _ => pixels, progress, cancellation);
        });
    }

    /// <summary>The part of the layer that it is of.</summary>
    public PixelArea Area { get; }

    /// <summary>Whether it takes that part's place, being of its size.</summary>
    public bool IsInPlace { get; }

    /// <summary>The result, row by row.</summary>
    public ResultBitmap Result { get; }

    /// <summary>What it was made of, where it is in place; null until that is known.</summary>
    public PictureStamp? Stamp { get; private set; }

    /// <summary>The work.</summary>
    public BackgroundWork Work => _work;

    /// <summary>Whether it is there, and what this picture would give with the same settings.</summary>
    public bool IsOf(HostPicture picture, CancellationToken cancellation) => !Result.IsDisposed && Stamp is { } stamp && PictureStamp.Of(picture, cancellation) == stamp;

    /// <summary>Copies a part of the layer as it becomes: waits until it is made.</summary>
    /// <param name="area">A part of the canvas.</param>
    /// <param name="target">Takes its rows.</param>
    /// <param name="stride">The bytes from a row to the next.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="EnlargerException">The filter failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Copy(PixelArea area, byte* target, int stride, CancellationToken cancellation)
    {
        PixelArea part = area.Intersect(Area);
        LayerPixels layer = _layer ?? throw new ObjectDisposedException(nameof(Rendition));
        if (part != area) layer.Read(area, target, stride);
        if (part is not { Width: > 0, Height: > 0 }) return;
        PixelArea wanted = part.Within(Area), place = part.Within(area);
        Await(wanted.Bottom, cancellation);
        Result.Read(wanted, target + ((long)place.Y * stride) + ((long)place.X * LayerPixels.Bgra.BytesPerPixel), stride);
    }

    /// <summary>Ends the work and frees the result. Paint.NET may keep the rest with the settings, which then holds nothing of the picture.</summary>
    public void Dispose()
    {
        _work.Dispose();
        Result.Dispose();
        _layer?.Dispose();
        _layer = null;
    }

    private void Await(int rows, CancellationToken cancellation)
    {
        while (Result.Rows < rows && !_work.Completion.IsCompleted) Task.WaitAny([_work.Completion], (int)Pause.TotalMilliseconds, cancellation);
        cancellation.ThrowIfCancellationRequested();

        // Rows that came before a failure are of no use to anybody.
        if (_work.Completion.IsCompleted) _work.Completion.GetAwaiter().GetResult();
    }
}

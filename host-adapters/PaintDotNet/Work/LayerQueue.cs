using Enlarger.Documents;
using Enlarger.Imaging;

namespace Enlarger.PaintDotNet.Work;

/// <summary>The layers of a picture as a filter takes them, in order: when it asks for the place of the next result, the last one is finished and given away.</summary>
/// <param name="picture">The picture.</param>
/// <param name="pieces">What the filter works on, in its order.</param>
/// <param name="give">Takes a finished result, with the index of its layer; it is gone afterwards.</param>
internal sealed class LayerQueue(HostPicture picture, IReadOnlyList<DocumentPiece> pieces, Action<int, ResultBitmap> give) : IDisposable
{
    private readonly List<LayerPixels> _sources = [];
    private ResultBitmap? _latest;
    private int _next;

    /// <summary>The pixels of a piece's layer.</summary>
    public LayerPixels Source(DocumentPiece piece)
    {
        LayerPixels source = piece.Index < picture.LayerCount ? picture.Layer(piece.Index, Stage) : picture.Merged(Stage);
        _sources.Add(source);
        return source;
    }

    /// <summary>Gives the last result away.</summary>
    public void Flush()
    {
        if (_latest is null) return;
        give(pieces[_next - 1].Index, _latest);
        Drop();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop();
        foreach (LayerPixels source in _sources) source.Dispose();
    }

    private ResultBitmap Stage(PixelSize size)
    {
        Flush();
        _next++;
        return _latest = new ResultBitmap(picture.Factory, size, picture.Encoding);
    }

    private void Drop()
    {
        _latest?.Dispose();
        _latest = null;
    }
}

using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;

namespace Enlarger.CommandLine.Streaming;

/// <summary>
/// The layers of a document between two streams: one after the other their pixels come in, whole, and their results go out. Behind a layer that
/// is whole, the end of the input means that the host is gone, or wants no more.
/// </summary>
/// <param name="input">Gives the pixels.</param>
/// <param name="output">Takes the results.</param>
/// <param name="cancel">Called when there is nobody left to work for.</param>
internal sealed class LayerPipe(Stream input, Stream output, Action cancel)
{
    private readonly Lock _lock = new();
    private readonly LayerInput _layers = new(input);
    private long _end;
    private bool _isLast;
    private PipeSource? _source;
    private PipeSink? _sink;
    private Exception? _reason;

    /// <summary>Why the output could take no more, if so.</summary>
    public EnlargerException? Failure => _sink?.Failure;

    /// <summary>Whether the host has got every byte of every result, so that it does no harm if it is gone by now.</summary>
    public bool HasDelivered => _isLast && _sink!.HasDelivered;

    /// <summary>A layer; the pipe has come to it when it is staged.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="format">The format of its pixels and of its result.</param>
    /// <param name="encoding">Their encoding.</param>
    /// <param name="isReadTwice">Whether the filter rewinds it.</param>
    /// <param name="isLast">Whether no other follows.</param>
    /// <param name="cancellation">Ends the waiting for the layer before.</param>
    public IHostPixels Layer(PixelSize size, PixelFormat format, ColorEncoding encoding, bool isReadTwice, bool isLast, CancellationToken cancellation) =>
        new PipedLayer(this, size, format, encoding, isReadTwice, isLast, cancellation);

    /// <summary>Makes what waits, or will, throw that.</summary>
    public void Stop(Exception reason)
    {
        lock (_lock)
        {
            _reason = reason;
            _source?.Stop(reason);
            _sink?.Stop(reason);
        }
    }

    /// <summary>Waits until the result of the layer that the pipe has come to is written, and its pixels are read that the filter had no need of.</summary>
    /// <exception cref="EnlargerException">The input ended too soon, or the output took less.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public void Finish(CancellationToken cancellation)
    {
        _sink?.Finish(cancellation);
        _source?.CheckEnd(cancellation);
    }

    private PipeSink Begin(PipedLayer layer, PixelSize size)
    {
        Finish(layer.Cancellation);
        lock (_lock)
        {
            long length = (long)layer.Size.Width * layer.Size.Height * layer.Format.BytesPerPixel, end = _end + length;
            (_end, _isLast) = (end, layer.IsLast);
            _source = new PipeSource(
                new PartialStream(_layers, length), layer.Size, layer.Format, layer.Encoding, layer.IsReadTwice, () => Await(end, layer.IsLast));
            _sink = new PipeSink(output, size, layer.Format, layer.Encoding, header: "", cancel);
            if (_reason is null) return _sink;
            _source.Stop(_reason);
            _sink.Stop(_reason);
            return _sink;
        }
    }

    private void Await(long end, bool isLast)
    {
        if (isLast) ControlChannel.Listen(input, cancel);
        else _layers.Watch(end, cancel);
    }

    private sealed class PipedLayer(LayerPipe pipe, PixelSize size, PixelFormat format, ColorEncoding encoding, bool isReadTwice, bool isLast, CancellationToken cancellation) : IHostPixels
    {
        public PixelSize Size => size;

        public PixelFormat Format => format;

        public ColorEncoding Encoding => encoding;

        public bool IsReadTwice => isReadTwice;

        public bool IsLast => isLast;

        public CancellationToken Cancellation => cancellation;

        public void Read(PixelArea area, Span<byte> destination) => pipe._source!.Read(area, destination);

        public void Rewind() => pipe._source!.Rewind();

        public IPixelSink Stage(PixelSize resultSize) => pipe.Begin(this, resultSize);
    }
}

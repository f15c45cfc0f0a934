using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;
using PixelFormat = Enlarger.Imaging.PixelFormat;

namespace Enlarger.PaintDotNet.Work;

/// <summary>The pixels of a layer, which any thread may read; effects are rendered on several.</summary>
/// <param name="bitmap">The bitmap.</param>
/// <param name="size">Its size.</param>
/// <param name="encoding">What its samples mean.</param>
/// <param name="stage">Makes the place for a result; null where they are only read.</param>
internal sealed unsafe class LayerPixels(IEffectInputBitmap<ColorBgra32> bitmap, PixelSize size, ColorEncoding encoding, Func<PixelSize, IPixelSink>? stage) : IHostPixels, IDisposable
{
    /// <summary>Straight alpha, 8 bits: what Paint.NET's layers are.</summary>
    public static PixelFormat Bgra { get; } = new(ChannelLayout.Bgra, SampleType.UInt8);

    /// <inheritdoc/>
    public PixelSize Size => size;

    /// <inheritdoc/>
    public PixelFormat Format => Bgra;

    /// <inheritdoc/>
    public ColorEncoding Encoding => encoding;

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination)
    {
        int stride = checked(area.Width * Bgra.BytesPerPixel);
        fixed (byte* target = destination[..checked(stride * area.Height)]) Read(area, target, stride);
    }

    /// <summary>Reads an area.</summary>
    /// <param name="area">Lies within the picture.</param>
    /// <param name="target">Takes its rows.</param>
    /// <param name="stride">The bytes from a row to the next.</param>
    public void Read(PixelArea area, byte* target, int stride)
    {
        RectInt32? part = new RectInt32(area.X, area.Y, area.Width, area.Height);
        uint length = checked((uint)(((long)(area.Height - 1) * stride) + (area.Width * Bgra.BytesPerPixel)));
        bitmap.CopyPixels(target, stride, length, part);
    }

    /// <inheritdoc/>
    public IPixelSink Stage(PixelSize result) => stage?.Invoke(result) ?? throw new InvalidOperationException("These pixels are only read.");

    /// <inheritdoc/>
    public void Dispose() => bitmap.Dispose();
}

using System.Buffers;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace Enlarger.PaintDotNet.Work;

/// <summary>The pixels of a layer as Paint.NET copies them: transparent where they are not selected, as far as they are not.</summary>
/// <param name="layer">The layer.</param>
/// <param name="mask">How much of each pixel of the canvas is selected, 8 bits.</param>
internal sealed unsafe class SelectedPixels(LayerPixels layer, IBitmapSource mask) : IHostPixels
{
    /// <inheritdoc/>
    public PixelSize Size => layer.Size;

    /// <inheritdoc/>
    public Imaging.PixelFormat Format => layer.Format;

    /// <inheritdoc/>
    public ColorEncoding Encoding => layer.Encoding;

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination)
    {
        layer.Read(area, destination);
        int count = checked(area.Width * area.Height);
        byte[] coverage = ArrayPool<byte>.Shared.Rent(count);
        RectInt32? part = new RectInt32(area.X, area.Y, area.Width, area.Height);
        fixed (byte* target = coverage) mask.CopyPixels(target, area.Width, (uint)count, part);
        for (int i = 0, alpha = 3; i < count; i++, alpha += LayerPixels.Bgra.BytesPerPixel)
        {
            // Rounded to the nearest step; selected wholly, it stays as it is.
            destination[alpha] = (byte)(((destination[alpha] * coverage[i]) + (byte.MaxValue / 2)) / byte.MaxValue);
        }

        ArrayPool<byte>.Shared.Return(coverage);
    }

    /// <inheritdoc/>
    public IPixelSink Stage(PixelSize size) => layer.Stage(size);
}

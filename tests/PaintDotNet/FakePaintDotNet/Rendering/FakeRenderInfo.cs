using PaintDotNet.Effects;
using PaintDotNet.Imaging;

namespace FakePaintDotNet.Rendering;

/// <summary>How an effect wants to be rendered.</summary>
internal sealed class FakeRenderInfo : IBitmapEffectRenderInfo
{
    public BitmapEffectRenderingFlags Flags { get; set; }

    public BitmapEffectRenderingSchedule Schedule { get; set; } = BitmapEffectRenderingSchedule.SquareTiles;

    public PixelFormat OutputPixelFormat { get; set; } = PixelFormats.Bgra32;
}

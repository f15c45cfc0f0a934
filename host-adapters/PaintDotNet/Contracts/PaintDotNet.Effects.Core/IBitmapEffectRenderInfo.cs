using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>How an effect wants to be rendered.</summary>
public interface IBitmapEffectRenderInfo : IReadOnlyBitmapEffectRenderInfo
{
    new BitmapEffectRenderingFlags Flags { get; set; }

    new BitmapEffectRenderingSchedule Schedule { get; set; }

    new PixelFormat OutputPixelFormat { get; set; }
}

using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>How an effect is rendered.</summary>
public interface IReadOnlyBitmapEffectRenderInfo : IInternalImpl
{
    BitmapEffectRenderingFlags Flags { get; }

    BitmapEffectRenderingSchedule Schedule { get; }

    PixelFormat OutputPixelFormat { get; }
}

using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace PaintDotNet.Effects;

/// <summary>Pixels that an effect reads.</summary>
public interface IEffectInputBitmap : IBitmapSource, IInternalImpl
{
    IColorContext ColorContext { get; }

    IBitmapLock Lock(RectInt32 rect);
}

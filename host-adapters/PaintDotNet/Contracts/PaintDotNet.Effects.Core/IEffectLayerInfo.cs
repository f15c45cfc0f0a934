using PaintDotNet.ComponentModel;
using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>A layer, of the document's size.</summary>
public interface IEffectLayerInfo : IObjectRef, IInternalImpl
{
    string Name { get; }

    bool Visible { get; }

    float Opacity { get; }

    LayerBlendMode BlendMode { get; }

    IEffectInputBitmap GetBitmap(in PixelFormat pixelFormat);
}

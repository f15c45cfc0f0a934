using PaintDotNet.ComponentModel;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace PaintDotNet.Effects;

/// <summary>The document.</summary>
public interface IEffectDocumentInfo : IObjectRef, IInternalImpl
{
    SizeInt32 Size { get; }

    Resolution Resolution { get; }

    IReadOnlyList<IEffectLayerInfo> Layers { get; }

    PixelFormat PixelFormat { get; }

    IColorContext ColorContext { get; }

    IEffectInputBitmap GetBitmap(in PixelFormat pixelFormat);
}

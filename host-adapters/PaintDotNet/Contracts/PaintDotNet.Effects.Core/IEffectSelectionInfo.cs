using PaintDotNet.ComponentModel;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace PaintDotNet.Effects;

/// <summary>The selection; where nothing is selected, all is.</summary>
public interface IEffectSelectionInfo : IObjectRef, IInternalImpl
{
    RectInt32 RenderBounds { get; }

    IReadOnlyList<RectInt32> RenderScans { get; }

    IEffectInputBitmap<ColorAlpha8> MaskBitmap { get; }
}

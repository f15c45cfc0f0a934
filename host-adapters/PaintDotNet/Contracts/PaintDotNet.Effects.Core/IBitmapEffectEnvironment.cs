using PaintDotNet.Imaging;

namespace PaintDotNet.Effects;

/// <summary>What an effect over pixels runs over.</summary>
public interface IBitmapEffectEnvironment : IEffectEnvironment2
{
    IImagingFactory ImagingFactory { get; }

    new IBitmapEffectDocumentInfo Document { get; }

    new IBitmapEffectSelectionInfo Selection { get; }
}

using Enlarger.Documents;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;
using PaintDotNet.Effects;
using PaintDotNet.Imaging;
using PaintDotNet.Rendering;

namespace Enlarger.PaintDotNet.Work;

/// <summary>The picture that Paint.NET has open, as it was when the command was chosen.</summary>
/// <param name="environment">What Paint.NET tells an effect.</param>
internal sealed class HostPicture(IBitmapEffectEnvironment environment)
{
    // Of Paint.NET's canvas, each way.
    private const int LongestSide = 65535;

    private readonly IEffectDocumentInfo _document = environment.Document;

    /// <summary>The size of the canvas, which is that of every layer.</summary>
    public PixelSize Size { get; } = new(environment.Document.Size.Width, environment.Document.Size.Height);

    /// <summary>The bounds of what is selected; null where nothing is, for which Paint.NET gives everything.</summary>
    public PixelArea? Selection
    {
        get
        {
            RectInt32 bounds = environment.Selection.RenderBounds;
            PixelArea selected = new PixelArea(bounds.X, bounds.Y, bounds.Width, bounds.Height).Intersect(Size.Area);
            return selected == Size.Area ? null : selected;
        }
    }

    /// <summary>What the samples mean: Paint.NET keeps them in the colour space of the file.</summary>
    public ColorEncoding Encoding { get; } = EncodingOf(environment.Document.ColorContext);

    /// <summary>The colour profile that goes with the samples; null if there is none.</summary>
    public IColorContext? Profile => _document.ColorContext;

    /// <summary>The resolution in dots per inch.</summary>
    public Vector2Double Resolution => DotsPerInch.Of(_document.Resolution);

    /// <summary>Makes bitmaps and files.</summary>
    public IImagingFactory Factory => environment.ImagingFactory;

    /// <summary>How many layers there are.</summary>
    public int LayerCount => _document.Layers.Count;

    /// <summary>A layer's properties; the first is the lowest.</summary>
    public IEffectLayerInfo Layer(int index) => _document.Layers[index];

    /// <summary>The pixels of the layer that the user has chosen.</summary>
    /// <param name="stage">Makes the place for a result; null where they are only read.</param>
    public LayerPixels Source(Func<PixelSize, IPixelSink>? stage = null) => Pixels(environment.GetSourceBitmapBgra32(), stage);

    /// <summary>The pixels of a layer as far as they are selected, which is how Paint.NET copies them.</summary>
    public IHostPixels Selected(LayerPixels layer)
    {
        IEffectInputBitmap<ColorAlpha8> mask = environment.Selection.MaskBitmap;
        return Selection is null || mask.Size.Width != Size.Width || mask.Size.Height != Size.Height ? layer : new SelectedPixels(layer, mask);
    }

    /// <summary>The pixels of any layer.</summary>
    /// <param name="index">Which, from the lowest.</param>
    /// <param name="stage">Makes the place for a result.</param>
    public LayerPixels Layer(int index, Func<PixelSize, IPixelSink> stage) => Pixels(_document.Layers[index].GetBitmapBgra32(), stage);

    /// <summary>The pixels of all visible layers together, as they are seen.</summary>
    /// <param name="stage">Makes the place for a result.</param>
    public LayerPixels Merged(Func<PixelSize, IPixelSink> stage) => Pixels(_document.GetBitmapBgra32(), stage);

    /// <summary>The layer that the user has chosen, for a plan.</summary>
    public DocumentOutline Outline() => Outline([Describe(Layer(environment.SourceLayerIndex))]);

    /// <summary>All layers, the lowest first, and behind them the whole picture as it is seen.</summary>
    public DocumentOutline OutlineOfAll() => Outline([.. _document.Layers.Select(Describe), new DocumentLayer("", default, Size, DocumentLayerKind.Picture, IsActive: true, LockedBy: null)]);

    private DocumentOutline Outline(IReadOnlyList<DocumentLayer> layers) => new("Paint.NET", LongestSide, Size, Selection, layers);

    private DocumentLayer Describe(IEffectLayerInfo layer) => new(layer.Name, default, Size, DocumentLayerKind.Picture, IsActive: true, LockedBy: null);

    private LayerPixels Pixels(IEffectInputBitmap<ColorBgra32> bitmap, Func<PixelSize, IPixelSink>? stage) => new(bitmap, Size, Encoding, stage);

    // A profile that is tables only keeps its pixels as they are, so that nothing shifts.
    private static ColorEncoding EncodingOf(IColorContext? profile) =>
        (profile is { Type: ColorContextType.Profile } ? ColorEncoding.OfProfile(profile.GetProfileBytes().Span) : null) ?? ColorEncoding.Srgb;
}

using Enlarger.Imaging;

namespace Enlarger.Tests.Gimp.Xcf;

/// <summary>An image as GIMP saves it, with nothing left out or converted.</summary>
/// <param name="Size">The size of the canvas.</param>
/// <param name="BaseType">RGB, grey or indexed, as GIMP numbers them.</param>
/// <param name="Precision">The precision, as the file numbers it.</param>
/// <param name="Properties">Whatever GIMP keeps of it besides.</param>
/// <param name="Layers">The layers and groups at the top.</param>
/// <param name="Channels">The channels, the selection among them if there is one.</param>
internal sealed record XcfImage(
    PixelSize Size, int BaseType, int Precision, IReadOnlyDictionary<XcfProperty, byte[]> Properties, IReadOnlyList<XcfItem> Layers, IReadOnlyList<XcfItem> Channels)
{
    /// <summary>Every layer and group.</summary>
    public IEnumerable<XcfItem> AllLayers => Layers.SelectMany(layer => layer.All);

    /// <summary>The layers, masks and channels whose pixels are their own.</summary>
    public IEnumerable<XcfItem> Leaves =>
        [.. AllLayers.Where(layer => !layer.IsGroup), .. AllLayers.Select(layer => layer.Mask).OfType<XcfItem>(), .. Channels];
}

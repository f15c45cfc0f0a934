using Enlarger.Filters;
using Enlarger.Imaging.Color;
using Enlarger.Layers;
using Enlarger.Models;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>What the core makes of pixels in this process, over the same generators and without GIMP.</summary>
internal static class Core
{
    private static Engine? _engine;
    private static ModelStore? _store;

    /// <summary>The filter of that id.</summary>
    public static IFilter Filter(string id) => Engine.Filter(id);

    /// <summary>Runs a filter over a picture.</summary>
    public static Raster Run(string filter, FilterSettings settings, Raster picture, ColorEncoding encoding)
    {
        var pixels = new MemoryPixels(picture, encoding);
        IFilter chosen = Filter(filter);
        chosen.Run(pixels, pixels.Stage(chosen.ResultSize(picture.Size, settings)), settings, null, CancellationToken.None);
        return pixels.After;
    }

    /// <summary>Runs a filter over every layer of an image but its text, and lets the rest follow.</summary>
    /// <returns>The new pixels of every layer, mask and channel in the order of <see cref="XcfImage.Leaves"/>.</returns>
    public static Raster[] RunOverAll(string filter, FilterSettings settings, XcfImage image, ColorEncoding encoding)
    {
        Dictionary<XcfItem, MemoryPixels> pixels = image.Leaves.ToDictionary(item => item, item => new MemoryPixels(item.Pixels.ToRaster(), encoding), (IEqualityComparer<XcfItem>)ReferenceEqualityComparer.Instance);
        var picture = new LayeredPicture(image.Size, [.. image.Layers.Select(Layer)]) { Channels = [.. image.Channels.Select(channel => new Channel(channel.Name, pixels[channel]))] };
        new LayeredFilter(Engine, Filter(filter), settings).Run(picture, null, CancellationToken.None);
        return [.. image.Leaves.Select(item => pixels[item].After)];

        Layer Layer(XcfItem item)
        {
            LayerMask? mask = item.Mask is null ? null : new LayerMask(pixels[item.Mask]);
            return item.IsGroup
                ? new LayerGroup { Name = item.Name, Mask = mask, Children = [.. item.Children.Select(Layer)] }
                : new PixelLayer { Name = item.Name, Mask = mask, Pixels = pixels[item], IsChosen = !item.IsText };
        }
    }

    private static Engine Engine
    {
        get
        {
            if (_store == GimpMachine.Store) return _engine!;
            _engine?.Dispose();
            _store = GimpMachine.Store;
            return _engine = new Engine(_store);
        }
    }
}

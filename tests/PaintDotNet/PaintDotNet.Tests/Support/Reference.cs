using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Models;
using Enlarger.Models.Builder;

namespace Enlarger.Tests.PaintDotNet.Support;

/// <summary>What a filter makes of a picture without any editor.</summary>
internal static class Reference
{
    /// <summary>A filter's settings: its defaults but for some.</summary>
    public static FilterSettings Settings(string filter, params (string Id, string Value)[] values)
    {
        using Engine engine = Open();
        return values.Aggregate(new FilterSettings(engine.Filter(filter).Parameters), (settings, value) => settings.With(value.Id, value.Value));
    }

    /// <summary>The result.</summary>
    public static byte[] Run(string filter, FilterSettings settings, byte[] pixels, PixelSize size, ColorEncoding? encoding = null)
    {
        using Engine engine = Open();
        IFilter known = engine.Filter(filter);
        PixelSize result = known.ResultSize(size, settings);
        var sink = new Bytes(result, new byte[result.Width * result.Height * 4], encoding ?? ColorEncoding.Srgb);
        known.Run(new Bytes(size, pixels, encoding ?? ColorEncoding.Srgb), sink, settings, null, CancellationToken.None);
        return sink.Pixels;
    }

    private static Engine Open() => new(new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), new ModelBuilder()));
}

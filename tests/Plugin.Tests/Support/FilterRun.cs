using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Tests.Support;

/// <summary>A filter of the engine with the real generators, run over a picture in memory.</summary>
internal static class FilterRun
{
    public static Picture Of(string id, Picture picture, PixelFormat format, params (string Id, string Value)[] values)
    {
        IFilter filter = RealGenerators.Engine.Filter(id);
        FilterSettings settings = Settings(filter, values);
        var sink = new Picture(filter.ResultSize(picture.Size, settings), format);
        filter.Run(picture.Again(), sink, settings, null, CancellationToken.None);
        Assert.That(sink.IsWhole);
        return sink;
    }

    public static FilterSettings Settings(IFilter filter, params (string Id, string Value)[] values) =>
        values.Aggregate(new FilterSettings(filter.Parameters), (settings, value) => settings.With(value.Id, value.Value));
}

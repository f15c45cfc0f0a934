using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Previews;

/// <summary>Makes the two pictures of a preview, on the thread that asks for them.</summary>
/// <param name="filter">The filter; it declares a strength and a region.</param>
/// <param name="source">The picture, which is rewound before each run.</param>
public sealed class PreviewMaker(IFilter filter, IPixelSource source)
{
    private static readonly PixelFormat Opaque = new(ChannelLayout.Rgb, SampleType.UInt8), Transparent = new(ChannelLayout.Rgba, SampleType.UInt8);

    /// <summary>The part as it would be without the filter, in the size of its result: untouched, or plainly enlarged. No generator runs, so it is soon there.</summary>
    /// <param name="frame">The part.</param>
    /// <param name="settings">The values of the filter's parameters.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EnlargerException">What <see cref="IFilter.Run"/> says.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PreviewPicture Before(PreviewFrame frame, FilterSettings settings, CancellationToken cancellation) => Make(frame, settings.With("strength", "0"), null, cancellation);

    /// <summary>The part as the filter makes it: that part of the full result.</summary>
    /// <inheritdoc cref="Before"/>
    /// <param name="frame">The part.</param>
    /// <param name="settings">The values of the filter's parameters.</param>
    /// <param name="progress">Told the finished part, 0..1.</param>
    /// <param name="cancellation">Stops it.</param>
    public PreviewPicture After(PreviewFrame frame, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation) =>
        Make(frame, settings, progress, cancellation);

    private PreviewPicture Make(PreviewFrame frame, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        source.Rewind();
        var sink = new PreviewSink(frame.Size, source.Format.HasAlpha ? Transparent : Opaque);
        filter.Run(source, sink, frame.Narrow(settings), progress, cancellation);
        return new PreviewPicture(frame, sink.Format, sink.Pixels);
    }
}

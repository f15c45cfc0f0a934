using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Batches;

/// <summary>
/// Tells a filter that fails with any picture (its generator is missing, its device gone, its settings contradict each other) from one that
/// failed with a certain picture: by a single grey pixel.
/// </summary>
internal sealed class Trial : IPixelSource, IPixelSink
{
    private static readonly PixelFormat Gray = new(ChannelLayout.Gray, SampleType.UInt8);

    private Trial(PixelSize size) => Size = size;

    /// <inheritdoc cref="IPixelSource.Size"/>
    public PixelSize Size { get; }

    /// <inheritdoc cref="IPixelSource.Format"/>
    public PixelFormat Format => Gray;

    /// <inheritdoc cref="IPixelSource.Encoding"/>
    public Imaging.Color.ColorEncoding Encoding => Imaging.Color.ColorEncoding.Srgb;

    /// <summary>Whether the filter fails with any picture.</summary>
    public static bool Fails(Recipe recipe, CancellationToken cancellation)
    {
        try
        {
            var pixel = new Trial(new PixelSize(1, 1));
            FilterSettings settings = recipe.ForOnePixel;
            recipe.Filter.Run(pixel, new Trial(recipe.Filter.ResultSize(pixel.Size, settings)), settings, progress: null, cancellation);
            return false;
        }
        catch (EnlargerException)
        {
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A bug may have to do with so small a picture: the others shall have their chance.
            return false;
        }
    }

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination) => destination.Fill(128);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> rows)
    {
    }
}

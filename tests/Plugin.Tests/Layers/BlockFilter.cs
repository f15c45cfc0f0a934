using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.Tests.Layers;

/// <summary>A filter that cannot be mistaken for another: it inverts every byte and makes a block of each pixel.</summary>
internal sealed class BlockFilter(Func<PixelSize, PixelSize> resultSize) : IFilter
{
    public BlockFilter(int factor)
        : this(size => new PixelSize(size.Width * factor, size.Height * factor))
    {
    }

    public string Id => "block";

    public string Name => "Block";

    public string Description => "Inverts a picture.";

    public IReadOnlyList<FilterParameter> Parameters => [];

    /// <summary>The settings, of which there are none.</summary>
    public FilterSettings Settings => new(Parameters);

    public PixelSize ResultSize(PixelSize source, FilterSettings settings) => resultSize(source);

    public string ResultSuffix(FilterSettings settings) => "block";

    public bool ReadsTwice(FilterSettings settings) => false;

    public string ResultIdentity(FilterSettings settings) => "block";

    public static byte[] Result(byte[] pixels, PixelSize size, int pixel, int factor)
    {
        byte[] result = new byte[pixels.Length * factor * factor];
        for (int i = 0; i < result.Length; i++)
        {
            int at = i / pixel, x = at % (size.Width * factor) / factor, y = at / (size.Width * factor) / factor;
            result[i] = (byte)~pixels[(((y * size.Width) + x) * pixel) + (i % pixel)];
        }

        return result;
    }

    public void Run(IPixelSource source, IPixelSink sink, FilterSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        byte[] pixels = new byte[source.Size.Width * source.Size.Height * source.Format.BytesPerPixel];
        source.Read(new PixelArea(0, 0, source.Size.Width, source.Size.Height), pixels);
        progress?.Report(0.5);
        sink.Write(Result(pixels, source.Size, source.Format.BytesPerPixel, sink.Size.Width / source.Size.Width));
        progress?.Report(1);
    }
}

using System.Numerics.Tensors;
using Enlarger.Imaging;
using Enlarger.Inference.Faults;
using Enlarger.Models;

namespace Enlarger.Inference;

/// <summary>A generator: a network and the description that says how pictures become its tensors.</summary>
/// <param name="description">The description.</param>
/// <param name="session">The loaded network, disposed of with the generator.</param>
/// <param name="window">The one size that the device is prepared for; null for any. What the network itself takes goes before.</param>
internal sealed class NetworkGenerator(GeneratorDescription description, IInferenceSession session, PixelSize? window = null) : IGenerator, IDisposable
{
    private const int Channels = 3;

    /// <summary>The size of every input, to which smaller tiles are filled up; null where tiles may have any.</summary>
    public PixelSize? Window { get; } = description.InputSize is { } side ? new PixelSize(side, side) : window;

    /// <inheritdoc cref="IInferenceSession.IsLost"/>
    public bool IsLost => session.IsLost;

    /// <inheritdoc/>
    public int Scale => description.Scale;

    /// <inheritdoc/>
    /// <exception cref="DeviceFault">The device failed, or returned values that are no numbers.</exception>
    public FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
    {
        int width = Window?.Width ?? RoundUp(input.Width), height = Window?.Height ?? RoundUp(input.Height);
        bool asIs = width == input.Width && height == input.Height && description.Layout == TensorLayout.Nchw && description.White == 1;
        if (asIs) return Execute(input, pool, cancellation);

        using FloatPlanes tensor = pool.Rent(Channels, width, height);
        ToTensor(input, tensor);
        using FloatPlanes result = Execute(tensor, pool, cancellation);
        FloatPlanes cut = pool.Rent(Channels, input.Width * Scale, input.Height * Scale);
        FromTensor(result, cut);
        return cut;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private FloatPlanes Execute(FloatPlanes tensor, PlanePool pool, CancellationToken cancellation)
    {
        FloatPlanes result = pool.Rent(Channels, tensor.Width * Scale, tensor.Height * Scale);
        try
        {
            // What the memory held before is another tile: should the device leave it there, nobody must take it for this one's.
            result.Span.Fill(float.NaN);
            session.Run(tensor.Memory, Shape(tensor), result.Memory, Shape(result), cancellation);

            // One value that is no number spoils the sum of all.
            if (!float.IsFinite(TensorPrimitives.Sum<float>(result.Span))) throw new DeviceFault(FaultKind.WrongValues, "it returned values that are no numbers");
            return result;
        }
        catch (Exception)
        {
            if (session.IsLost) result.Abandon();
            result.Dispose();
            throw;
        }
    }

    // 0 1 2 3 3 2 1 0 0 1 ...
    private static int Mirror(int index, int length)
    {
        index %= 2 * length;
        return index < length ? index : (2 * length) - 1 - index;
    }

    private long[] Shape(FloatPlanes planes) => description.Layout == TensorLayout.Nchw
        ? [1, Channels, planes.Height, planes.Width]
        : [1, planes.Height, planes.Width, Channels];

    private int RoundUp(int length) => (length + description.SizeMultiple - 1) / description.SizeMultiple * description.SizeMultiple;

    // Beyond its right and lower edge a tile goes on as its mirror image: what a network that looks at everything takes for more of the same.
    private void ToTensor(FloatPlanes input, FloatPlanes tensor)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int y = 0; y < tensor.Height; y++)
            {
                ReadOnlySpan<float> from = input.Row(channel, Mirror(y, input.Height));
                if (description.Layout == TensorLayout.Nchw)
                {
                    Span<float> to = tensor.Row(channel, y);
                    from.CopyTo(to);
                    for (int x = from.Length; x < to.Length; x++) to[x] = from[Mirror(x, from.Length)];
                }
                else
                {
                    Span<float> to = tensor.Span.Slice(y * tensor.Width * Channels, tensor.Width * Channels);
                    for (int x = 0; x < from.Length; x++) to[(x * Channels) + channel] = from[x];
                    for (int x = from.Length; x < tensor.Width; x++) to[(x * Channels) + channel] = from[Mirror(x, from.Length)];
                }
            }
        }

        if (description.White != 1) TensorPrimitives.Multiply(tensor.Span, description.White, tensor.Span);
    }

    private void FromTensor(FloatPlanes result, FloatPlanes cut)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int y = 0; y < cut.Height; y++)
            {
                Span<float> to = cut.Row(channel, y);
                if (description.Layout == TensorLayout.Nchw)
                {
                    result.Row(channel, y)[..to.Length].CopyTo(to);
                }
                else
                {
                    ReadOnlySpan<float> from = result.Span.Slice(y * result.Width * Channels, result.Width * Channels);
                    for (int x = 0; x < to.Length; x++) to[x] = from[(x * Channels) + channel];
                }
            }
        }

        if (description.White != 1) TensorPrimitives.Divide(cut.Span, description.White, cut.Span);
    }
}

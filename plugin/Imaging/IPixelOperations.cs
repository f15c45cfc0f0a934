namespace Enlarger.Imaging;

/// <summary>
/// The work on pixels that image libraries do too, in the one shape that the filters need it. Every flavour gives the same values to
/// within 1e-4 and passes the same tests.
/// </summary>
internal interface IPixelOperations
{
    /// <summary>The largest half: wherever float samples are read, their values stay within it on either side.</summary>
    const float Limit = 65504f;

    /// <summary>
    /// Takes interleaved pixels apart into planes. Integers become 0..1. Floats keep their value: NaN becomes 0, and what lies beyond the
    /// range of a half (<see cref="Limit"/>) is brought to its edge, so that no later sum can overflow.
    /// </summary>
    /// <param name="pixels">Pixels of <paramref name="format"/>, one after the other.</param>
    /// <param name="format">Their format.</param>
    /// <param name="red">Takes red, or luminance.</param>
    /// <param name="green">Takes green, or luminance.</param>
    /// <param name="blue">Takes blue, or luminance.</param>
    /// <param name="alpha">Takes alpha, 0..1; empty if nobody wants it; 1 where the format has none.</param>
    void ToPlanes(ReadOnlySpan<byte> pixels, PixelFormat format, Span<float> red, Span<float> green, Span<float> blue, Span<float> alpha);

    /// <summary>
    /// Puts planes together into interleaved pixels. Integers are rounded to the nearest step and limited to their range; floats keep
    /// their value. A grey format takes the luma of the three planes.
    /// </summary>
    /// <param name="red">Red.</param>
    /// <param name="green">Green.</param>
    /// <param name="blue">Blue.</param>
    /// <param name="alpha">Alpha, 0..1; empty means opaque.</param>
    /// <param name="pixels">Takes the pixels.</param>
    /// <param name="format">Their format.</param>
    void FromPlanes(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, ReadOnlySpan<float> alpha, Span<byte> pixels, PixelFormat format);

    /// <summary>Blends: <c>to[i] = from[i] + (to[i] - from[i]) * weights[i]</c>.</summary>
    /// <param name="from">What a weight of 0 leaves.</param>
    /// <param name="weights">0..1.</param>
    /// <param name="to">What a weight of 1 leaves; takes the result.</param>
    void Blend(ReadOnlySpan<float> from, ReadOnlySpan<float> weights, Span<float> to);

    /// <summary>Blends by a single weight: <c>to[i] = from[i] + (to[i] - from[i]) * weight</c>.</summary>
    /// <param name="from">What a weight of 0 leaves.</param>
    /// <param name="weight">0..1.</param>
    /// <param name="to">What a weight of 1 leaves; takes the result.</param>
    void Blend(ReadOnlySpan<float> from, float weight, Span<float> to);

    /// <summary>
    /// Blurs a plane by a Gaussian that is cut off and sums to 1, across and down. Beyond a border its outermost values go on for ever.
    /// </summary>
    /// <param name="plane">The plane, row by row.</param>
    /// <param name="size">Its size.</param>
    /// <param name="deviation">The standard deviation in pixels, above 0.</param>
    /// <param name="radius">How many pixels the Gaussian reaches from its centre either way.</param>
    /// <param name="blurred">Takes the result; other memory than <paramref name="plane"/>.</param>
    void Blur(ReadOnlySpan<float> plane, PixelSize size, float deviation, int radius, Span<float> blurred);
}

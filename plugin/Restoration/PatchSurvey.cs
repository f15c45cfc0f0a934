using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Restoration;

/// <summary>
/// A first look at a picture: its most textured patches, which tell how it is blurred, and its calmest, which tell how noisy it is. Of the
/// picture there are never more rows in memory than a patch has.
/// </summary>
internal sealed class PatchSurvey
{
    // Enough for a picture that is sharp in one place only; more would cost time and tell nothing new.
    private const int Textured = 12;
    private const int Calm = 4;
    private const long LargestBand = 64L << 20;
    private readonly List<(double Texture, FloatPlanes Luma)> _patches = [];

    /// <summary>The luma of patches, the most textured first; none larger than <see cref="BlurEstimator.PatchSide"/> either way.</summary>
    public IReadOnlyList<FloatPlanes> Patches => [.. _patches.Take(Textured).Select(patch => patch.Luma)];

    /// <summary>The standard deviation of the luminance noise, 0..1.</summary>
    public float Noise() => NoiseEstimator.Estimate([.. _patches.Select(patch => patch.Luma)]);

    /// <summary>Looks at a part of a picture.</summary>
    /// <param name="source">The picture; it is read from where it is, and is to be rewound.</param>
    /// <param name="part">The part.</param>
    /// <param name="operations">The flavour of pixel work.</param>
    /// <param name="progress">Told the finished part, 0..1.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <param name="miniature">A copy of the part that grows along with it; null if nobody wants one.</param>
    public static PatchSurvey Of(
        IPixelSource source, PixelArea part, IPixelOperations operations, IProgress<double>? progress, CancellationToken cancellation, Miniature? miniature = null)
    {
        var survey = new PatchSurvey();
        int rowBytes = checked(part.Width * source.Format.BytesPerPixel);
        int tallest = (int)Math.Clamp(LargestBand / rowBytes, SpectrumGrid.Side, BlurEstimator.PatchSide);
        int bands = (part.Height + tallest - 1) / tallest, columns = (part.Width + BlurEstimator.PatchSide - 1) / BlurEstimator.PatchSide;
        byte[] pixels = [];
        using FloatPlanes row = new(4, part.Width, 1);
        for (int band = 0; band < bands; band++)
        {
            cancellation.ThrowIfCancellationRequested();
            int top = (int)((long)part.Height * band / bands), height = (int)((long)part.Height * (band + 1) / bands) - top;
            if (pixels.Length < height * rowBytes) pixels = new byte[height * rowBytes];
            source.Read(new PixelArea(part.X, part.Y + top, part.Width, height), pixels.AsSpan(0, height * rowBytes));
            FloatPlanes[] patches = [.. Enumerable.Range(0, columns).Select(column => new FloatPlanes(1, Border(column + 1) - Border(column), height))];
            float faintest = 1f;
            for (int y = 0; y < height; y++)
            {
                Span<float> red = row.Row(0, 0), green = row.Row(1, 0), blue = row.Row(2, 0), alpha = row.Row(3, 0);
                operations.ToPlanes(pixels.AsSpan(y * rowBytes, rowBytes), source.Format, red, green, blue, alpha);
                source.Encoding.ToSrgb(red, green, blue);
                miniature?.Add(red, green, blue, alpha);
                Luma.Of(red, green, blue, red);
                TensorPrimitives.Max(red, 0f, red);
                TensorPrimitives.Min(red, 1f, red);
                if (source.Format.HasAlpha) faintest = Math.Min(faintest, TensorPrimitives.Min<float>(alpha));
                for (int column = 0; column < columns; column++) red[Border(column)..Border(column + 1)].CopyTo(patches[column].Row(0, y));
            }

            // What lies under transparency is not the photograph's; its edges least of all.
            double trust = faintest < 1f ? 1e-6 : 1.0;
            foreach (FloatPlanes patch in patches) survey._patches.Add((trust * Texture(patch), patch));
            survey.Sift();
            progress?.Report((band + 1.0) / bands);
        }

        return survey;

        int Border(int column) => (int)((long)part.Width * column / columns);
    }

    // The mean square of the steps from pixel to pixel.
    private static double Texture(FloatPlanes patch)
    {
        double sum = 0;
        for (int y = 0; y < patch.Height; y++)
        {
            ReadOnlySpan<float> row = patch.Row(0, y);
            if (row.Length > 1) sum += Squared(TensorPrimitives.Distance(row[1..], row[..^1]));
            if (y > 0) sum += Squared(TensorPrimitives.Distance(row, patch.Row(0, y - 1)));
        }

        return sum / (patch.Width * patch.Height);

        static double Squared(float value) => (double)value * value;
    }

    private void Sift()
    {
        _patches.Sort((a, b) => b.Texture.CompareTo(a.Texture));
        if (_patches.Count > Textured + Calm) _patches.RemoveRange(Textured, _patches.Count - Textured - Calm);
    }
}

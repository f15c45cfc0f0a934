using Enlarger.Imaging;
using Enlarger.Layers;

namespace Enlarger.Tests.Layers;

/// <summary>Blends layers into one grey picture, as a host does, with the pixels they have before or after a run.</summary>
internal static class Composite
{
    /// <summary>The canvas, row by row; black where there is no layer.</summary>
    /// <param name="picture">The picture, whose pixels are <see cref="DocumentPixels"/> of format graya, the last layer on top.</param>
    /// <param name="after">Whether to take what was staged.</param>
    public static double[] Of(LayeredPicture picture, bool after)
    {
        double[] color = new double[picture.Canvas.Width * picture.Canvas.Height], alpha = new double[color.Length];
        foreach (Layer layer in picture.Layers) Blend(layer, picture.Canvas, after, color, alpha);
        return [.. color.Zip(alpha, (value, coverage) => value * coverage)];
    }

    private static void Blend(Layer layer, PixelSize canvas, bool after, double[] color, double[] alpha)
    {
        if (!layer.IsVisible) return;
        double[] inside = new double[color.Length], coverage = new double[color.Length];
        if (layer is LayerGroup group)
        {
            foreach (Layer child in group.Children) Blend(child, canvas, after, inside, coverage);
        }

        for (int y = 0; y < canvas.Height; y++)
        {
            for (int x = 0; x < canvas.Width; x++)
            {
                int at = (y * canvas.Width) + x, column = x - layer.Offset.X, row = y - layer.Offset.Y;
                if (layer is PixelLayer { Pixels: DocumentPixels pixels } && Holds(pixels, after, column, row))
                {
                    inside[at] = Sample(pixels, after, column, row, 0);
                    coverage[at] = Sample(pixels, after, column, row, 1);
                }

                if (layer.Mask is { IsApplied: true, Pixels: DocumentPixels mask }) coverage[at] *= Holds(mask, after, column, row) ? Sample(mask, after, column, row, 0) : 0;
                double above = coverage[at] * layer.Opacity, sum = above + (alpha[at] * (1 - above));
                if (sum > 0) color[at] = ((inside[at] * above) + (color[at] * alpha[at] * (1 - above))) / sum;
                alpha[at] = sum;
            }
        }
    }

    private static bool Holds(DocumentPixels pixels, bool after, int x, int y)
    {
        PixelSize size = after ? pixels.After.Size : pixels.Size;
        return x >= 0 && y >= 0 && x < size.Width && y < size.Height;
    }

    private static double Sample(DocumentPixels pixels, bool after, int x, int y, int channel) => (after ? pixels.After : pixels.Before).Get(x, y, channel);
}

using Enlarger.Imaging;

namespace Enlarger.Layers;

/// <summary>Lengths and sizes times the factor, or an error in words where the product cannot be addressed.</summary>
internal static class LayerScaling
{
    /// <summary>A length or position.</summary>
    public static int Of(int length, int factor)
    {
        long product = (long)length * factor;
        return product == (int)product
            ? (int)product
            : throw new EnlargerException(ErrorKind.Input, $"The picture or one of its layers reaches too far to be enlarged {factor}x: choose a smaller scale, or crop it first.");
    }

    /// <summary>A size.</summary>
    public static PixelSize Of(PixelSize size, int factor) => new(Of(size.Width, factor), Of(size.Height, factor));
}

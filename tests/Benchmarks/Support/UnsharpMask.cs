using System.Numerics.Tensors;
using Enlarger.Imaging;

namespace Enlarger.Benchmarks.Support;

/// <summary>Plain unsharp masking at fixed settings, what every editor has: the picture plus its difference from itself blurred by a bell of 1.5 pixels.</summary>
internal static class UnsharpMask
{
    private const float Deviation = 1.5f;
    private const int Radius = 6;

    /// <summary>Sharpens a picture.</summary>
    public static MemoryPicture Sharpen(MemoryPicture picture)
    {
        IPixelOperations operations = PixelOperations.Best;
        PixelSize size = picture.Size;
        using FloatPlanes planes = new(3, size.Width, size.Height), blurred = new(3, size.Width, size.Height);
        for (int y = 0; y < size.Height; y++) operations.ToPlanes(picture.Row(y), picture.Format, planes.Row(0, y), planes.Row(1, y), planes.Row(2, y), []);
        for (int channel = 0; channel < 3; channel++) operations.Blur(planes.Plane(channel), size, Deviation, Radius, blurred.Plane(channel));
        TensorPrimitives.Add(planes.Span, planes.Span, planes.Span);
        TensorPrimitives.Subtract(planes.Span, blurred.Span, planes.Span);

        var sharpened = new MemoryPicture(size);
        for (int y = 0; y < size.Height; y++) operations.FromPlanes(planes.Row(0, y), planes.Row(1, y), planes.Row(2, y), [], sharpened.Row(y), sharpened.Format);
        return sharpened;
    }
}

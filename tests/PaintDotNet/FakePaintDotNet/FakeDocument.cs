using PaintDotNet;
using PaintDotNet.Rendering;

namespace FakePaintDotNet;

/// <summary>The picture that the user has opened.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Layers">Its layers, the lowest first.</param>
public sealed record FakeDocument(int Width, int Height, params FakeLayer[] Layers)
{
    /// <summary>The layer that commands work on.</summary>
    public int ActiveLayer { get; init; }

    /// <summary>The rectangle that is selected; null if nothing is, which means everything.</summary>
    public RectInt32? Selection { get; init; }

    /// <summary>How much each pixel of the document is selected, 0 to 255, in rows; null for the rectangle alone.</summary>
    public byte[]? Mask { get; init; }

    /// <summary>Its ICC profile; null for sRGB.</summary>
    public byte[]? Profile { get; init; }

    /// <summary>Its resolution.</summary>
    public Resolution Resolution { get; init; } = new(96, 96, MeasurementUnit.Inch);

    /// <summary>The selection's area.</summary>
    public RectInt32 Bounds => Selection ?? new RectInt32(0, 0, Width, Height);

    /// <summary>The visible layers over each other, whatever their blend modes.</summary>
    public byte[] Merged()
    {
        byte[] merged = new byte[Width * Height * 4];
        foreach (FakeLayer layer in Layers.Where(layer => layer.Visible))
        {
            for (int i = 0; i < merged.Length; i += 4)
            {
                double over = layer.Pixels[i + 3] / 255.0 * layer.Opacity;
                double under = merged[i + 3] / 255.0 * (1 - over);
                double alpha = over + under;
                for (int c = 0; c < 3 && alpha > 0; c++) merged[i + c] = (byte)Math.Round(((layer.Pixels[i + c] * over) + (merged[i + c] * under)) / alpha);
                merged[i + 3] = (byte)Math.Round(alpha * 255);
            }
        }

        return merged;
    }

    /// <summary>How much a pixel is selected, 0 to 255.</summary>
    public byte Coverage(int x, int y)
    {
        RectInt32 bounds = Bounds;
        bool lies = x >= bounds.Left && x < bounds.Right && y >= bounds.Top && y < bounds.Bottom;
        return lies ? Mask?[(y * Width) + x] ?? 255 : (byte)0;
    }
}

using Enlarger.Imaging;

namespace Enlarger.Previews;

/// <summary>Draws a picture of a preview as a view of the screen shows it, for hosts that only copy pixels.</summary>
public static class PreviewCanvas
{
    private const int Channels = 3, Square = 8;
    private const byte Empty = 128, Light = 204, Dark = 153;

    /// <summary>Draws it.</summary>
    /// <param name="view">The size of the view.</param>
    /// <param name="frame">What the view shows of the picture; null for nothing.</param>
    /// <param name="picture">A picture of that frame, or one that an earlier frame has left; null for none.</param>
    /// <returns>The view's rows of rgb8: the picture where it belongs, squares where it is transparent, grey where there is none.</returns>
    public static byte[] Draw(PixelSize view, PreviewFrame? frame, PreviewPicture? picture)
    {
        byte[] canvas = new byte[checked(view.Width * view.Height * Channels)];
        Array.Fill(canvas, Empty);
        if (frame is null || picture is null) return canvas;

        (int x, int y) = picture.PlaceIn(frame);
        var place = new PixelArea(((view.Width - frame.Size.Width) / 2) + x, ((view.Height - frame.Size.Height) / 2) + y, picture.Size.Width, picture.Size.Height);
        PixelArea seen = place.Intersect(view.Area), part = seen.Within(place);
        int samples = picture.Format.Channels;
        for (int row = 0; row < seen.Height; row++)
        {
            ReadOnlySpan<byte> source = picture.Pixels.Span.Slice((((part.Y + row) * picture.Size.Width) + part.X) * samples, seen.Width * samples);
            Span<byte> target = canvas.AsSpan((((seen.Y + row) * view.Width) + seen.X) * Channels, seen.Width * Channels);
            if (samples == Channels)
            {
                source.CopyTo(target);
            }
            else
            {
                Blend(source, target, seen.X, seen.Y + row);
            }
        }

        return canvas;
    }

    // As editors show transparency, in the values of the screen.
    private static void Blend(ReadOnlySpan<byte> rgba, Span<byte> rgb, int x, int y)
    {
        for (int i = 0; i < rgb.Length / Channels; i++)
        {
            int below = ((((x + i) / Square) + (y / Square)) & 1) == 0 ? Light : Dark, alpha = rgba[(i * 4) + 3];
            for (int channel = 0; channel < Channels; channel++) rgb[(i * Channels) + channel] = (byte)(((rgba[(i * 4) + channel] * alpha) + (below * (byte.MaxValue - alpha)) + 127) / byte.MaxValue);
        }
    }
}

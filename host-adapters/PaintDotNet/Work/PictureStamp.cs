using System.Security.Cryptography;
using Enlarger.Imaging;

namespace Enlarger.PaintDotNet.Work;

/// <summary>
/// What a result was made of. Paint.NET keeps a command's settings, and the result with them, and may come back with them for another
/// picture ("Repeat"), or in another object of the same class: what is equal to this can be used, and nothing else.
/// </summary>
/// <param name="Area">The part that was selected.</param>
/// <param name="Hash">SHA-256 of the pixels of the layer that was chosen.</param>
internal sealed record PictureStamp(PixelArea Area, string Hash)
{
    private const int StripBytes = 1 << 22;

    /// <summary>The stamp of a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="cancellation">Ends it: there may be gigabytes to read.</param>
    public static PictureStamp Of(HostPicture picture, CancellationToken cancellation)
    {
        using LayerPixels layer = picture.Source();
        int rowBytes = layer.Size.Width * layer.Format.BytesPerPixel, rows = Math.Max(1, StripBytes / rowBytes);
        byte[] strip = GC.AllocateUninitializedArray<byte>(rows * rowBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int y = 0; y < layer.Size.Height; y += rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = new PixelArea(0, y, layer.Size.Width, Math.Min(rows, layer.Size.Height - y));
            layer.Read(part, strip);
            hash.AppendData(strip, 0, part.Height * rowBytes);
        }

        return new PictureStamp(picture.Selection ?? picture.Size.Area, Convert.ToHexString(hash.GetHashAndReset()));
    }
}

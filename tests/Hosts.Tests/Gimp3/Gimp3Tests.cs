using System.Runtime.InteropServices;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>Tests that each begin with an empty GIMP and have a folder of their own.</summary>
public abstract class Gimp3Tests : FolderTests
{
    /// <summary>GIMP.</summary>
    private protected static Gimp3Session Gimp => Gimp3Machine.Session;

    [SetUp]
    public void Empty()
    {
        Gimp.Evaluate("[image.delete() for image in Gimp.get_images()]");
        _ = Gimp.Complaints;
    }

    [TearDown]
    public void Hear() => Assert.That(Gimp.Complaints, Is.Empty);

    /// <summary>A picture in floats: out of 0..1 here and there, with pixels that are seen and pixels that are not.</summary>
    private protected static Raster Colorful(int width, int height, string layout)
    {
        Raster picture = Raster.Sample(width, height, layout + "f32");
        Span<float> samples = MemoryMarshal.Cast<byte, float>(picture.Pixels.AsSpan());
        for (int i = 0; i < samples.Length; i++)
        {
            bool isAlpha = picture.Format.HasAlpha && (i % picture.Format.Channels) == picture.Format.Channels - 1;
            samples[i] = isAlpha ? Math.Clamp((samples[i] * 2) - 0.5f, 0, 1) : (samples[i] * 1.4f) - 0.2f;
        }

        return picture;
    }

    /// <summary>An image of such a picture.</summary>
    private protected Gimp3Image Make(int width, int height, string layout, string precision = "U8_NON_LINEAR", string profile = "") =>
        Gimp3Image.Make(Gimp, Folder, Colorful(width, height, layout), precision, profile);
}

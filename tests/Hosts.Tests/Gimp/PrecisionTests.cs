using System.Runtime.InteropServices;
using Enlarger.Filters;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>Pictures of one layer, at every depth that GIMP has.</summary>
internal sealed class PrecisionTests : GimpTests
{
    private const int Width = 150, Height = 70;

    private static readonly string[] Depths = ["U8", "U16", "U32", "HALF", "FLOAT", "DOUBLE"];

    public static IEnumerable<TestCaseData> Kinds =>
        from depth in Depths
        from curve in new[] { "LINEAR", "GAMMA" }
        from layout in new[] { "gray", "graya", "rgb", "rgba" }
        from hasProfile in new[] { false, true }
        select new TestCaseData($"{depth}-{curve}", layout, hasProfile);

    [TestCaseSource(nameof(Kinds))]
    public void Upscale_2x_gives_what_the_core_gives(string precision, string layout, bool hasProfile)
    {
        GimpImage image = Make(precision, layout, hasProfile);
        Check(image, GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
    }

    // Out of 0..1 where the precision has room for it, with pixels that are seen and pixels that are not.
    private GimpImage Make(string precision, string layout, bool hasProfile)
    {
        bool isGray = layout.StartsWith("gray", StringComparison.Ordinal), hasAlpha = layout.EndsWith('a');
        Raster picture = Raster.Sample(Width, Height, hasAlpha ? "rgbaf32" : "rgbf32");
        Span<float> samples = MemoryMarshal.Cast<byte, float>(picture.Pixels.AsSpan());
        for (int i = 0; i < samples.Length; i++) samples[i] = hasAlpha && i % 4 == 3 ? Math.Clamp((samples[i] * 2) - 0.5f, 0, 1) : (samples[i] * 1.4f) - 0.2f;

        GimpImage image = Load(picture);
        image.Evaluate("(if (<> (car (gimp-image-get-precision image)) PRECISION-FLOAT-GAMMA) (gimp-image-convert-precision image PRECISION-FLOAT-GAMMA))");
        if (isGray) image.Evaluate("(gimp-image-convert-grayscale image)");
        if (hasProfile)
        {
            byte[] profile = isGray ? IccProfile.Gray(IccProfile.Gamma(1.8)) : IccProfile.AdobeRgb;
            image.Evaluate($"(gimp-image-set-color-profile-from-file image {GimpSession.Quote(new Uri(Folder.Write("profile.icc", profile)).AbsoluteUri)})");
        }

        if (precision != "FLOAT-GAMMA") image.Evaluate($"(gimp-image-convert-precision image PRECISION-{precision})");
        return image;
    }

    private static void Check(GimpImage image, GimpCommand command, FilterSettings settings)
    {
        XcfImage before = image.Snapshot();
        Raster expected = Core.Run(command.FilterId, settings, before.Layers[0].Pixels.ToRaster(), image.Encoding);
        GimpImage result = image.Run(command, settings);
        XcfImage after = result.Snapshot();
        Assert.That(after.Precision, Is.EqualTo(before.Precision));
        Raster actual = after.Layers[0].Pixels.ToRaster();
        Assert.That((actual.Size, actual.Format), Is.EqualTo((expected.Size, expected.Format)));
        Assert.That(actual.Pixels.AsSpan().SequenceEqual(expected.Pixels), "pixels");
    }
}

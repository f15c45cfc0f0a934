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

    private static IEnumerable<TestCaseData> Kinds =>
        from depth in Depths
        from curve in new[] { "LINEAR", "GAMMA" }
        from layout in new[] { "gray", "graya", "rgb", "rgba" }
        from hasProfile in new[] { false, true }
        select new TestCaseData($"{depth}-{curve}", layout, hasProfile);

    // Each precision with each layout, every other one with a profile.
    private static IEnumerable<TestCaseData> HalfOfKinds => Kinds.Where((_, index) => (index + (index / 2) + (index / 8) + (index / 16)) % 2 == 0);

    // A quarter of them in turn, so that each precision meets each layout, and each layout is met with and without a profile.
    private static IEnumerable<TestCaseData> SomeKinds => Kinds.Where((_, index) => (index + (index / 8)) % 4 == 0);

    [TestCaseSource(nameof(HalfOfKinds))]
    public void Upscale_2x_gives_what_the_core_gives(string precision, string layout, bool hasProfile) =>
        Check(Make(precision, layout, hasProfile), GimpCommand.Upscale2x, ("model", "lanczos"));

    [TestCaseSource(nameof(SomeKinds))]
    public void Upscale_4x_by_a_generator_gives_what_the_core_gives(string precision, string layout, bool hasProfile) =>
        Check(Make(precision, layout, hasProfile), GimpCommand.Upscale4x, ("model", GimpMachine.Repeating), ("strength", "70"));

    [TestCaseSource(nameof(SomeKinds))]
    public void Restore_blur_gives_what_the_core_gives(string precision, string layout, bool hasProfile) =>
        Check(Make(precision, layout, hasProfile), GimpCommand.RestoreBlur, ("kind", "out-of-focus"), ("radius", "3"));

    [TestCaseSource(nameof(SomeKinds))]
    public void Enhance_crop_in_place_gives_what_the_core_gives(string precision, string layout, bool hasProfile) =>
        Check(Make(precision, layout, hasProfile), GimpCommand.EnhanceCrop, ("model", GimpMachine.Repeating), ("scale", "1"), ("denoise", "0"), ("grain", "200"));

    [TestCase("U8-GAMMA", "rgb", false)]
    [TestCase("U16-LINEAR", "graya", true)]
    [TestCase("FLOAT-LINEAR", "rgba", true)]
    public void The_real_generator_gives_what_it_gives_the_core(string precision, string layout, bool hasProfile)
    {
        Check(Make(precision, layout, hasProfile), GimpCommand.Upscale, ("model", GimpMachine.Photograph), ("scale", "2"), ("device", "cpu"));
        Check(Make(precision, layout, hasProfile), GimpCommand.EnhanceCrop, ("model", GimpMachine.Photograph), ("scale", "1"), ("denoise", "0"), ("device", "cpu"));
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

    private static void Check(GimpImage image, GimpCommand command, params (string Id, string Value)[] values)
    {
        FilterSettings settings = command.Settings(values);
        image.Evaluate("(gimp-image-set-resolution image 300 200)");
        XcfImage before = image.Snapshot();
        Raster picture = before.Layers[0].Pixels.ToRaster();
        FilterSettings whole = command == GimpCommand.EnhanceCrop ? settings.With("crop", $"0,0,{Width},{Height}") : settings;
        Raster expected = Core.Run(command.FilterId, whole, picture, image.Encoding);
        Assert.That(expected.Pixels, Is.Not.EqualTo(picture.Pixels), "something is to be seen");

        Assert.That(image.Run(command, settings), Is.EqualTo(image));
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, expected.Size.Width / Width);
        Expect.Pixels(after.Layers[0].Pixels, expected, "the layer");
    }
}

using System.Runtime.InteropServices;
using Enlarger.Filters;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>Pictures of one layer, at every depth and of every curve that GIMP has.</summary>
internal sealed class PrecisionTests : Gimp3Tests
{
    private const int Width = 150, Height = 70;
    private const string AdobeRgb = "new_rgb_adobe", LabGray = "new_d50_gray_lab_trc";

    private static readonly string[] Depths = ["U8", "U16", "U32", "HALF", "FLOAT", "DOUBLE"], Curves = ["LINEAR", "NON_LINEAR", "PERCEPTUAL"], Layouts = ["gray", "graya", "rgb", "rgba"];

    private static IEnumerable<TestCaseData> Kinds =>
        from depth in Depths
        from curve in Curves
        from layout in Layouts
        select new TestCaseData($"{depth}_{curve}", layout);

    // A third of them in turn, so that each depth meets each curve and layout.
    private static IEnumerable<TestCaseData> SomeKinds => Kinds.Where((_, index) => (index + (index / 4) + (index / 12)) % 3 == 0);

    private static IEnumerable<TestCaseData> FewKinds => Kinds.Where((_, index) => index % 17 == 5);

    [TestCaseSource(nameof(SomeKinds))]
    public void Upscale_2x_gives_what_the_core_gives(string precision, string layout) => Check(precision, layout, GimpCommand.Upscale2x, ("model", "lanczos"));

    [TestCaseSource(nameof(FewKinds))]
    public void Other_commands_give_what_the_core_gives(string precision, string layout)
    {
        Check(precision, layout, GimpCommand.Upscale4x, ("model", GimpMachine.Repeating), ("strength", "70"));
        Check(precision, layout, GimpCommand.RestoreBlur, ("kind", "out-of-focus"), ("radius", "3"));
        Check(precision, layout, GimpCommand.EnhanceCrop, ("model", GimpMachine.Repeating), ("scale", "1"), ("denoise", "0"), ("grain", "200"));
    }

    [Test]
    public void The_real_generator_gives_what_it_gives_the_core() =>
        Check("FLOAT_LINEAR", "rgba", GimpCommand.Upscale, ("model", GimpMachine.Photograph), ("scale", "2"), ("device", "cpu"));

    [Test]
    public void The_curve_of_the_precision_is_not_the_profiles([Values("FLOAT_LINEAR", "FLOAT_PERCEPTUAL")] string precision)
    {
        Raster picture = Raster.Sample(Width, Height, "rgbf32");
        Gimp3Image one = Gimp3Image.Make(Gimp, Folder, picture, "FLOAT_NON_LINEAR", AdobeRgb), other = Gimp3Image.Make(Gimp, Folder, picture, "FLOAT_NON_LINEAR", AdobeRgb);
        other.Evaluate($"image.convert_precision(Gimp.Precision.{precision})");
        foreach (Gimp3Image image in new[] { one, other }) image.Run(GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
        other.Evaluate("image.convert_precision(Gimp.Precision.FLOAT_NON_LINEAR)");
        float[][] samples = [.. new[] { one, other }.Select(image => MemoryMarshal.Cast<byte, float>(image.Snapshot().Layers[0].Pixels.Bytes).ToArray())];
        Assert.That(samples[0].Zip(samples[1], (first, second) => Math.Abs(first - second)).Average(), Is.LessThan(1e-4));
    }

    // With a profile every other time.
    private void Check(string precision, string layout, GimpCommand command, params (string Id, string Value)[] values)
    {
        string profile = (precision.Length + layout.Length) % 2 == 0 ? "" : layout.StartsWith("gray", StringComparison.Ordinal) ? LabGray : AdobeRgb;
        Gimp3Image image = Make(Width, Height, layout, precision, profile);
        image.Evaluate("image.set_resolution(300, 200)");
        FilterSettings settings = command.Settings(values);
        XcfImage before = image.Snapshot();
        Raster picture = before.Layers[0].Pixels.ToRaster();
        ColorEncoding encoding = image.Encoding;
        FilterSettings whole = command == GimpCommand.EnhanceCrop ? settings.With("crop", $"0,0,{Width},{Height}") : settings;
        Raster expected = Core.Run(command.FilterId, whole, picture, encoding);
        Assert.That(expected.Pixels, Is.Not.EqualTo(picture.Pixels), "something is to be seen");

        Assert.That(image.Run(command, settings, "in-place"), Is.EqualTo(image));
        XcfImage after = image.Snapshot();
        Expect.Enlarged(after, before, expected.Size.Width / Width);
        Expect.Pixels(after.Layers[0].Pixels, expected, "the layer");
    }
}

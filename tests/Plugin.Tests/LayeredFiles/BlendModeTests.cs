using Enlarger.LayeredFiles;

namespace Enlarger.Tests.LayeredFiles;

internal sealed class BlendModeTests
{
    [TestCase("Normal", "svg:src-over")]
    [TestCase("Multiply", "svg:multiply")]
    [TestCase("Additive", "svg:plus")]
    [TestCase("ColorBurn", "svg:color-burn")]
    [TestCase("ColorDodge", "svg:color-dodge")]
    [TestCase("Reflect", null)]
    [TestCase("Glow", null)]
    [TestCase("Overlay", "svg:overlay")]
    [TestCase("Difference", "svg:difference")]
    [TestCase("Negation", null)]
    [TestCase("Lighten", "svg:lighten")]
    [TestCase("Darken", "svg:darken")]
    [TestCase("Screen", "svg:screen")]
    [TestCase("Xor", null)]
    public void A_mode_has_the_name_that_OpenRaster_registered_for_it_or_none(string name, string? operation) =>
        Assert.That(BlendMode.Of(name), Is.EqualTo(new BlendMode(name, operation)));
}

using Enlarger.PaintDotNet.Dialogs;

namespace Enlarger.Tests.PaintDotNet.Dialogs;

public sealed class ResultNameTests
{
    [TestCase("Background", "Background-upscaled-4x")]
    [TestCase(" Été: 1/2 \"sea\"? ", "Été 12 sea-upscaled-4x")]
    [TestCase("photo.jpg", "photo.jpg-upscaled-4x")]
    [TestCase("???", "Picture-upscaled-4x")]
    [TestCase("..", "Picture-upscaled-4x")]
    [TestCase("", "Picture-upscaled-4x")]
    [TestCase("a\tb\n", "ab-upscaled-4x")]
    public void It_is_made_of_the_layers_name(string layer, string name) => Assert.That(ResultName.Of(layer, "upscaled-4x"), Is.EqualTo(name));

    [Test]
    public void A_long_one_is_cut_and_never_within_a_character()
    {
        string name = ResultName.Of(new string('x', 79) + string.Concat(Enumerable.Repeat("\U0001F600", 40)), "upscaled-2x");
        Assert.That(name, Is.EqualTo(new string('x', 79) + "-upscaled-2x"));
    }
}

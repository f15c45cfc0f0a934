using Enlarger.Tests.Gimp;

namespace Enlarger.Tests.Gimp3;

/// <summary>Text is set again in a larger font, where that is the same text in the same place.</summary>
internal sealed class TextTests : Gimp3Tests
{
    private const string AddText =
        """
        text = Gimp.TextLayer.new(image, "Größe 文字\nsecond line", font(), 24, Gimp.Unit.pixel())
        image.insert_layer(text, None, 0)
        text.set_line_spacing(3)
        text.set_letter_spacing(1)
        text.set_opacity(60)
        text.set_offsets(17, -6)
        image.set_selected_layers([layer, text])
        value = [text.get_width(), text.get_height()]
        """;

    [Test]
    public void Text_grows_by_its_font_and_stays_text()
    {
        Gimp3Image image = Make(120, 80, "rgb");
        int[] size = [.. image.Evaluate(AddText).Select(side => (int)side)];
        string name = (string)image.Evaluate("text.get_name()")!;
        image.Run(GimpCommand.Upscale4x, GimpCommand.Upscale4x.Settings(("model", "lanczos")));
        image.Evaluate("text = image.get_layers()[0]");
        Assert.That(
            image.Evaluate("[text.is_text_layer(), text.get_name(), text.get_font_size()[0], text.get_line_spacing(), text.get_letter_spacing(), text.get_opacity(), *text.get_offsets()[1:]]").ToString(Newtonsoft.Json.Formatting.None),
            Is.EqualTo($"""[true,"{name}",96.0,12.0,4.0,60.0,68,-24]"""));
        Assert.That((int)image.Evaluate("text.get_width()"), Is.EqualTo(4 * size[0]).Within(4).Percent);
        Assert.That((bool)image.Evaluate("set(image.get_selected_layers()) == {layer, text}"), "what was chosen still is");
    }

    [TestCase("text.resize(120, 70)", TestName = "Text_in_a_box_of_fixed_size_becomes_pixels")]
    [TestCase("text.set_lock_content(True)", TestName = "Locked_text_becomes_pixels")]
    public void Other_text_becomes_pixels_of_its_place_and_size(string change)
    {
        Gimp3Image image = Make(120, 80, "rgb");
        image.Evaluate(AddText);
        int[] size = [.. image.Evaluate(change + "\nvalue = [text.get_width(), text.get_height()]").Select(side => (int)side)];
        image.Run(GimpCommand.Upscale2x, GimpCommand.Upscale2x.Settings(("model", "lanczos")));
        Assert.That(
            image.Evaluate("[image.get_layers()[0].get_width(), image.get_layers()[0].get_height(), *image.get_layers()[0].get_offsets()[1:]]").Select(number => (int)number),
            Is.EqualTo(new[] { 2 * size[0], 2 * size[1], 34, -12 }));
    }
}

using Enlarger.PaintDotNet.Dialogs;

namespace Enlarger.Tests.PaintDotNet.Dialogs;

public sealed class MnemonicsTests
{
    [Test]
    public void Each_label_gets_a_letter_of_its_own_the_first_of_a_word_where_it_is_free()
    {
        var mnemonics = new Mnemonics("R");
        string[] marked = [.. new[] { "Radius", "Device", "Denoise", "Grain", "Grain seed", "Tile size" }.Select(mnemonics.Mark)];
        Assert.That(marked, Is.EqualTo(new[] { "R&adius", "&Device", "D&enoise", "&Grain", "Grain &seed", "&Tile size" }));
    }

    [Test]
    public void Where_every_letter_is_taken_there_is_none()
    {
        var mnemonics = new Mnemonics("AB");
        Assert.That(mnemonics.Mark("Ab 1"), Is.EqualTo("Ab 1"));
    }

    [Test]
    public void An_ampersand_in_a_label_stays_one() => Assert.That(new Mnemonics("").Mark("Black & white"), Is.EqualTo("&Black && white"));
}

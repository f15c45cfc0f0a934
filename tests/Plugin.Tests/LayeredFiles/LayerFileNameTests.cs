using System.Text;
using Enlarger.LayeredFiles;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.LayeredFiles;

internal sealed class LayerFileNameTests
{
    [TestCase(1, 3, "Background", "01 Background.png")]
    [TestCase(12, 99, "Layer 12", "12 Layer 12.png")]
    [TestCase(7, 100, "Sky", "007 Sky.png")]
    [TestCase(1, 1, "日本語のレイヤー", "01 日本語のレイヤー.png")]
    [TestCase(1, 1, "Größe é", "01 Größe é.png")]
    [TestCase(1, 1, "🌻 flower", "01 🌻 flower.png")]
    [TestCase(1, 1, "a/b\\c:d*e?f\"g<h>i|j", "01 a_b_c_d_e_f_g_h_i_j.png")]
    [TestCase(1, 1, "../../etc/passwd", "01 .._.._etc_passwd.png")]
    [TestCase(1, 1, "line\r\nline\ttab\0", "01 line line tab.png")]
    [TestCase(1, 1, "  spaces   everywhere  ", "01 spaces everywhere.png")]
    [TestCase(1, 1, "dots...", "01 dots.png")]
    [TestCase(1, 1, "", "01.png")]
    [TestCase(1, 1, " . ", "01.png")]
    [TestCase(1, 1, "CON", "01 CON.png")]
    [TestCase(1, 1, "picture\u202Egnp.exe", "01 picture_gnp.exe.png")]
    public void A_name_is_one_that_any_file_system_takes(int number, int layers, string name, string expected) =>
        Assert.That(LayerFileName.Of(number, layers, name), Is.EqualTo(expected));

    [Test]
    public void Half_a_pair_of_code_units_is_replaced() => Assert.That(LayerFileName.Of(1, 1, "half" + (char)0xD83C), Is.EqualTo("01 half_.png"));

    [TestCase("x")]
    [TestCase("語")]
    [TestCase("👩‍👩‍👧‍👦")]
    [TestCase("e\u0301\u0323")]
    public void A_long_name_is_cut_between_characters_as_people_see_them(string character)
    {
        string name = LayerFileName.Of(1, 1, string.Concat(Enumerable.Repeat(character, 500)));
        Assert.That(Encoding.UTF8.GetByteCount(name), Is.InRange(90, 130));
        Assert.That(name["01 ".Length..^".png".Length].Replace(character, "", StringComparison.Ordinal), Is.Empty);
    }

    [Test]
    public void Any_name_makes_a_file_and_names_sort_in_the_order_of_the_layers([Values(9, 99, 250)] int layers)
    {
        using var folder = new ScratchFolder();
        var random = new Random(layers);
        List<string> names = [];
        for (int number = 1; number <= layers; number++)
        {
            string name = new([.. Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(3) == 0 ? (char)random.Next(0x10000) : (char)random.Next(0x80))]);
            names.Add(LayerFileName.Of(number, layers, name));
            File.WriteAllText(folder.File(names[^1]), "");
        }

        Assert.That(names, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(layers));
        Assert.That(names, Has.None.Match("[\u0000-\u001f<>:\"/\\\\|?*]|[ .]\\.png$"));
    }
}

using Enlarger.CommandLine.Hosts.Krita;

namespace Enlarger.Tests.Hosts.Krita;

public sealed class KritaSettingsTests
{
    [TestCase("", "[python]\nenable_enlarger=true\n")]
    [TestCase("a=1\n", "a=1\n\n[python]\nenable_enlarger=true\n")]
    [TestCase("a=1", "a=1\n\n[python]\nenable_enlarger=true\n")]
    [TestCase("[a]\r\nb=[python]\r\n\r\n[c]\r\nd=1\r\n", "[a]\r\nb=[python]\r\n\r\n[c]\r\nd=1\r\n\n[python]\nenable_enlarger=true\n")]
    [TestCase("[python]", "[python]\nenable_enlarger=true\n")]
    [TestCase("[python]\nenable_tenbrushes=true\n\n[z]\ny=1\n", "[python]\nenable_enlarger=true\nenable_tenbrushes=true\n\n[z]\ny=1\n")]
    [TestCase("[python]\nenable_enlarger=false\nenable_x=false\n", "[python]\nenable_enlarger=true\nenable_x=false\n")]
    [TestCase("[python][deeper]\nenable_enlarger=false\n", "[python][deeper]\nenable_enlarger=false\n\n[python]\nenable_enlarger=true\n")]
    [TestCase("[python]\nenable_enlarger=true\n", "[python]\nenable_enlarger=true\n")]
    public void The_plug_in_is_switched_on_where_Krita_looks(string before, string after) => Assert.That(KritaSettings.SwitchOn(before, "enlarger"), Is.EqualTo(after));

    [TestCase("", "")]
    [TestCase("[python]\nenable_x=true\n", "[python]\nenable_x=true\n")]
    [TestCase("[python]\nenable_enlarger=false\n\n[z]\ny=1\n", "[z]\ny=1\n")]
    [TestCase("[z]\nenable_enlarger=true\n", "[z]\nenable_enlarger=true\n")]
    [TestCase("[python]\nenable_enlarger_2=true\nenable_enlarger = true\n", "[python]\nenable_enlarger_2=true\n")]
    public void Only_what_is_the_plug_in_s_is_forgotten(string before, string after) => Assert.That(KritaSettings.Forget(before, "enlarger"), Is.EqualTo(after));

    [Test]
    public void Whatever_is_switched_on_can_be_undone_to_the_byte([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        string[] lines = ["[python]\n", "enable_tenbrushes=true\n", "\n", "[a b]\n", "name=\u00e5\u0086\u0099\r\n", "[python][z]\n", " key=\\x20\n", "# python\n"];
        string settings = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => lines[random.Next(lines.Length)]));
        // An empty section of that name is nothing that Krita would write, and goes.
        if (settings.Contains("[python]\n", StringComparison.Ordinal)) settings = settings.Replace("[python]\n", "[python]\nenable_other=true\n", StringComparison.Ordinal);
        string on = KritaSettings.SwitchOn(settings, "enlarger");
        Assert.That(on, Does.Contain("enable_enlarger=true\n"));
        Assert.That(KritaSettings.SwitchOn(on, "enlarger"), Is.EqualTo(on));
        Assert.That(KritaSettings.Forget(on, "enlarger"), Is.EqualTo(settings));
    }
}

using System.Text;
using System.Xml.Linq;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts.Desktop;

[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ImageMagickMenuTests : DesktopTests
{
    private string Delegates => Folder["home/.config/ImageMagick/delegates.xml"];

    [Test]
    public void Every_command_is_a_way_to_decode()
    {
        Install("imagemagick");
        XElement map = XDocument.Load(Delegates).Root!;
        Assert.That(map.Elements().Select(element => ((string)element.Attribute("decode")!, (string)element.Attribute("command")!)), Is.EqualTo(new[]
        {
            ("upscale-2x", Command("upscale --scale 2")), ("upscale-4x", Command("upscale --scale 4")), ("restore-blur", Command("restore-blur")),
        }));
    }

    [TestCase("<?xml version=\"1.0\"?>\r\n<!DOCTYPE delegatemap [\n<!ELEMENT delegatemap (delegate)+>\n]>\n<delegatemap>\n  <!-- gr\u00fcn -->\n  <delegate decode=\"x\" command=\"y\"/>\n</delegatemap>\n")]
    [TestCase("<delegatemap></delegatemap>")]
    [TestCase("<delegatemap>\n</delegatemap>\n<!-- my own </delegatemap> -->\n\t</delegatemap>")]
    public void What_the_user_has_stays_to_the_byte(string own)
    {
        byte[] before = Encoding.Latin1.GetBytes(own);
        Directory.CreateDirectory(Path.GetDirectoryName(Delegates)!);
        File.WriteAllBytes(Delegates, before);
        Install("imagemagick");
        byte[] after = File.ReadAllBytes(Delegates);
        Assert.That(Encoding.Latin1.GetString(after), Does.Contain("decode=\"upscale-4x\""));
        Install("imagemagick");
        Assert.That(File.ReadAllBytes(Delegates), Is.EqualTo(after));
        Assert.That(Uninstall("imagemagick"), Has.Length.EqualTo(2));
        Assert.That(File.ReadAllBytes(Delegates), Is.EqualTo(before));
    }

    [Test]
    public void A_file_that_does_not_end_as_it_should_is_not_touched()
    {
        Write("home/.config/ImageMagick/delegates.xml", "<delegates/>");
        Assert.That(() => Install("imagemagick"), Throws.TypeOf<EnlargerException>().With.Message.Contains("does not end as ImageMagick wants it"));
        Assert.That(File.ReadAllText(Delegates), Is.EqualTo("<delegates/>"));
    }

    [TestCase("it's")]
    [TestCase("a & b")]
    [TestCase("a\"b")]
    public void A_path_that_ImageMagick_would_tear_apart_is_refused(string name)
    {
        Variables["XDG_DATA_HOME"] = Folder[name];
        Assert.That(() => Install("imagemagick"), Throws.TypeOf<EnlargerException>().With.Message.StartsWith("ImageMagick cannot start a program that lies in"));
        Assert.That(Directory.GetFiles(Folder[name], "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void The_next_step_names_the_program_that_is_there()
    {
        Assert.That(Host("imagemagick").NextStep, Is.EqualTo("try 'convert upscale-4x:photo.jpg larger.png'"));
        Script.Write(Folder["bin/magick"], "");
        Assert.That(Host("imagemagick").NextStep, Is.EqualTo("try 'magick upscale-4x:photo.jpg larger.png'"));
    }

    private string Command(string words) => $"\"{Folder["home/.local/share/enlarger/program/enlarger"]}\" {words} --quiet --format tiff --overwrite -o \"%o\" -- \"%i\"";
}

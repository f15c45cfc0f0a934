using System.Xml.Linq;

namespace Enlarger.Tests.Hosts.Desktop;

[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ThunarMenuTests : DesktopTests
{
    private const string Own = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<actions>\n<action>\n\t<name>写</name>\n\t<unique-id>1234-1</unique-id>\n\t<command>a &lt; b</command>\n</action>\n</actions>\n";

    private string Actions => Folder["home/.config/Thunar/uca.xml"];

    [Test]
    public void Every_command_is_an_action_for_pictures()
    {
        Install("thunar");
        XElement[] actions = [.. XDocument.Load(Actions).Root!.Elements()];
        Assert.That(actions.Select(action => (string)action.Element("name")!), Is.EqualTo(new[] { "Enlarger: Upscale 2x", "Enlarger: Upscale 4x", "Enlarger: Restore blur" }));
        Assert.That((string)actions[1].Element("command")!, Is.EqualTo($"'{Starter}' upscale --scale 4 -- %F"));
        foreach (XElement action in actions)
        {
            Assert.That(action.Element("image-files"), Is.Not.Null);
            Assert.That(((string)action.Element("patterns")!).Split(';'), Has.Member("*.png").And.Member("*.JPG").And.Member("*.webp").And.Member("*.tiff"));
            Assert.That((string)action.Element("description")!, Is.Not.Empty);
        }
    }

    [Test]
    public void A_path_is_quoted_for_Thunar()
    {
        Variables["XDG_DATA_HOME"] = Folder["it's 100% <mine>"];
        Install("thunar");
        Assert.That((string)XDocument.Load(Actions).Root!.Element("action")!.Element("command")!, Does.StartWith($"'{Folder[@"it'\''s 100%% <mine>/enlarger/program/enlarger-desktop"]}' "));
    }

    [Test]
    public void The_user_s_actions_stay_to_the_byte()
    {
        Write("home/.config/Thunar/uca.xml", Own);
        Install("thunar");
        Assert.That(XDocument.Load(Actions).Root!.Elements().Count(), Is.EqualTo(4));
        Uninstall("thunar");
        Assert.That(File.ReadAllText(Actions), Is.EqualTo(Own));
    }

    [Test]
    public void Ours_are_known_again_when_Thunar_has_written_the_file_anew()
    {
        const string Ours = "<action>\n\t<icon></icon>\n\t<name>Enlarger: Upscale 2x</name>\n\t<submenu></submenu>\n\t<unique-id>enlarger-upscale-2x</unique-id>\n\t<command>x</command>\n\t<image-files/>\n</action>\n";
        Write("home/.config/Thunar/uca.xml", Own.Replace("<actions>\n", "<actions>\n" + Ours, StringComparison.Ordinal));
        Assert.That(Uninstall("thunar"), Is.EqualTo(new[] { Actions }));
        Assert.That(File.ReadAllText(Actions), Is.EqualTo(Own));
    }

    [Test]
    public void The_system_s_actions_are_kept_for_who_has_none_of_his_own()
    {
        Write("etc/Thunar/uca.xml", Own);
        Install("thunar");
        Assert.That(XDocument.Load(Actions).Root!.Elements().Count(), Is.EqualTo(4));
        Uninstall("thunar");
        Assert.That(File.Exists(Actions), Is.False);
    }
}

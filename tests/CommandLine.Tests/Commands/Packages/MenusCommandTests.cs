using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands.Packages;

[Platform("Linux")]
public sealed class MenusCommandTests : FolderTests
{
    [TestCase("/usr/lib/enlarger")]
    [TestCase("/usr/lib/enlarger/")]
    public void The_menus_run_the_program_that_is_named(string program)
    {
        Assert.That(CommandRun.In(Folder, "menus", Folder["share"], "--program", program), Is.EqualTo(new CommandRun(0, "", "")));
        foreach (string file in Directory.GetFiles(Folder["share"], "*", SearchOption.AllDirectories)) Assert.That(File.ReadAllText(file), Does.Contain("Exec=\"/usr/lib/enlarger/enlarger-desktop\" "));
    }

    [Test]
    public void Without_a_name_it_is_this_one()
    {
        Assert.That(CommandRun.In(Folder, "menus", Folder["share"]).ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(Folder["share/applications/enlarger-upscale-2x.desktop"]), Does.Contain($"Exec=\"{Path.Combine(AppContext.BaseDirectory, "enlarger-desktop")}\" "));
    }

    [Test]
    public void A_place_that_cannot_be_written_is_a_sentence()
    {
        Folder.Write("share", [1]);
        CommandRun run = CommandRun.In(Folder, "menus", Folder["share"]);
        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(run.Error, Does.StartWith("enlarger: "));
    }
}

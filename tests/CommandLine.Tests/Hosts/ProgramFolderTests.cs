using Enlarger.CommandLine.Hosts;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts;

[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ProgramFolderTests : FolderTests
{
    [Test]
    public void Everything_is_copied_but_what_developers_need()
    {
        string program = Script.Write(Folder["program/enlarge"], "exit 0");
        foreach (string name in new[] { "enlarge.pdb", "enlarge.xml", "LICENSE", ".hidden", "runtimes/linux x64/native/libdünn.so" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Folder["program/" + name])!);
            File.WriteAllText(Folder["program/" + name], name);
        }

        new ProgramFolder(Folder["program"]).CopyTo(Directory.CreateDirectory(Folder["copy"]).FullName, CancellationToken.None);
        Assert.That(
            Directory.GetFiles(Folder["copy"], "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Select(file => Path.GetRelativePath(Folder["copy"], file)),
            Is.EquivalentTo(new[] { "enlarge", "LICENSE", ".hidden", "runtimes/linux x64/native/libdünn.so" }));
        Assert.That(File.ReadAllText(Folder["copy/runtimes/linux x64/native/libdünn.so"]), Is.EqualTo("runtimes/linux x64/native/libdünn.so"));
        Assert.That(File.GetUnixFileMode(Folder["copy/enlarge"]), Is.EqualTo(File.GetUnixFileMode(program)));
        Assert.That(File.GetUnixFileMode(Folder["copy/LICENSE"]), Is.EqualTo(File.GetUnixFileMode(Folder["program/LICENSE"])));
    }

    [Test]
    public void A_cancelled_copy_goes_no_further()
    {
        Script.Write(Folder["program/enlarge"], "exit 0");
        Directory.CreateDirectory(Folder["copy"]);
        Assert.Throws<OperationCanceledException>(() => new ProgramFolder(Folder["program"]).CopyTo(Folder["copy"], new CancellationToken(canceled: true)));
        Assert.That(Directory.GetFileSystemEntries(Folder["copy"]), Is.Empty);
    }

    [Test]
    public void An_installed_one_is_known_by_its_mark_and_a_copy_of_it_has_none()
    {
        Script.Write(Folder["program/enlarge"], "exit 0");
        Assert.That(new ProgramFolder(Folder["program"]).IsInstalled, Is.False);
        File.WriteAllText(Folder["program/installed"], "");
        File.WriteAllText(Directory.CreateDirectory(Folder["program/sub"]).FullName + "/installed", "");
        Assert.That(new ProgramFolder(Folder["program"]).IsInstalled);

        new ProgramFolder(Folder["program"]).CopyTo(Folder["copy"], CancellationToken.None);
        Assert.That(new ProgramFolder(Folder["copy"]).IsInstalled, Is.False);
        Assert.That(Folder["copy/sub/installed"], Does.Exist);
    }

    [Test]
    public void Generators_that_are_linked_to_are_copied_themselves()
    {
        Script.Write(Folder["program/enlarge"], "exit 0");
        Directory.CreateDirectory(Folder["share/models/samples"]);
        File.WriteAllText(Folder["share/models/samples/a.png"], "a");
        Directory.CreateSymbolicLink(Folder["program/models"], "../share/models");
        new ProgramFolder(Folder["program"]).CopyTo(Folder["copy"], CancellationToken.None);
        Assert.That(new DirectoryInfo(Folder["copy/models"]).LinkTarget, Is.Null);
        Assert.That(File.ReadAllText(Folder["copy/models/samples/a.png"]), Is.EqualTo("a"));
    }

    [Test]
    public void Links_lead_to_it()
    {
        Script.Write(Folder["program/enlarge"], "exit 0");
        var program = new ProgramFolder(Folder["program"] + "/");
        program.LinkTo(Folder["whole"]);
        program.LinkTo(Directory.CreateDirectory(Folder["part"]).FullName, "enlarge");
        Assert.That(new DirectoryInfo(Folder["whole"]).LinkTarget, Is.EqualTo(Folder["program"]));
        Assert.That(new FileInfo(Folder["part/enlarge"]).LinkTarget, Is.EqualTo(Folder["program/enlarge"]));
    }
}

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
}

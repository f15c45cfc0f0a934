using Enlarger.Remembered;

namespace Enlarger.Tests.PaintDotNet;

/// <summary>Keeps what tests choose away from what the user of this machine chose last.</summary>
[SetUpFixture]
internal sealed class OwnSettings
{
    private DirectoryInfo _folder = null!;

    [OneTimeSetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("enlarger-test-");
        Environment.SetEnvironmentVariable(LastValueStore.FolderVariable, _folder.FullName);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);
}

namespace Enlarger.Tests.Support;

/// <summary>Tests that each have a folder of their own.</summary>
public abstract class FolderTests
{
    /// <summary>The folder of the test that runs.</summary>
    private protected Folder Folder { get; private set; } = null!;

    [SetUp]
    public void MakeFolder() => Folder = new Folder();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();
}

using Enlarger.LayeredFiles;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.LayeredFiles;

internal sealed class WholeFileTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void It_takes_the_place_of_a_file_of_its_name([Values] bool isThere)
    {
        string file = _folder.File("日本語 picture.png");
        if (isThere) File.WriteAllText(file, "an older and longer one");
        WholeFile.Write(file, stream => stream.Write([1, 2, 3]));
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void What_fails_midway_leaves_the_old_file_and_nothing_beside_it()
    {
        string file = _folder.File("picture.png");
        File.WriteAllBytes(file, [9]);
        Assert.That(
            () => WholeFile.Write(file, stream =>
            {
                stream.Write([1, 2, 3]);
                throw new OperationCanceledException();
            }),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(new byte[] { 9 }));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_folder_that_is_not_there_is_told_in_a_sentence()
    {
        EnlargerException error = Assert.Throws<EnlargerException>(() => WholeFile.Write(_folder.File("missing/picture.png"), _ => { }))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Output));
        Assert.That(error.Message, Does.Contain("picture.png' could not be written").And.EndsWith("save it elsewhere or under another name."));
    }

    [Test]
    public void A_folder_in_the_files_place_stays_and_is_told_before_the_work()
    {
        Directory.CreateDirectory(_folder.File("picture.png"));
        Assert.That(() => WholeFile.Write(_folder.File("picture.png"), _ => Assert.Fail("it is asked for")), Throws.TypeOf<EnlargerException>().With.Message.Contains("is a folder"));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Has.Length.EqualTo(1));
    }
}

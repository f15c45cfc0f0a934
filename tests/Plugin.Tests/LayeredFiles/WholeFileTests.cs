using Enlarger.LayeredFiles;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.LayeredFiles;

internal sealed class WholeFileTests
{
    private ScratchFolder _folder = null!;

    private string Target => _folder.File("picture.png");

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_was_there_is_replaced_when_the_new_file_is_whole()
    {
        File.WriteAllText(Target, "old");
        string path = WholeFile.Write(Target, stream =>
        {
            stream.Write([1, 2]);
            Assert.That(File.ReadAllText(Target), Is.EqualTo("old"));
            Assert.That(stream.CanSeek);
        });
        Assert.That(path, Is.EqualTo(Target));
        Assert.That(File.ReadAllBytes(Target), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void What_is_not_written_to_the_end_leaves_what_was_there([Values] bool wasThere)
    {
        if (wasThere) File.WriteAllText(Target, "old");
        Assert.That(() => WholeFile.Write(Target, _ => throw new OperationCanceledException()), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(_folder.Path), wasThere ? Is.EqualTo(new[] { Target }) : Is.Empty);
        if (wasThere) Assert.That(File.ReadAllText(Target), Is.EqualTo("old"));
    }

    [TestCase("absent/picture.png", "there is no such folder")]
    [TestCase("folder", "is a folder")]
    public void Where_no_file_can_be_the_content_is_not_asked_for(string name, string reason)
    {
        Directory.CreateDirectory(_folder.File("folder"));
        EnlargerException error = Assert.Throws<EnlargerException>(() => WholeFile.Write(_folder.File(name), _ => Assert.Fail("it is asked for")))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Output));
        Assert.That(error.Message, Does.Contain(reason));
    }
}

using Enlarger.Models.Builder;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Builder;

public sealed class FileReplacementTests
{
    private static readonly byte[] Content = [1, 2, 3];

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_file_is_written_with_its_folders_and_replaced()
    {
        string path = _folder.File("a/b/c.onnx");
        FileReplacement.Write(path, [9]);
        FileReplacement.Write(path, Content);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Content));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a/b/c.onnx" }));
    }

    [Test]
    public void Asking_whether_a_file_can_be_written_leaves_it_as_it_is()
    {
        string path = _folder.File("a/c.onnx");
        FileReplacement.DemandWritable(path);
        Assert.That(_folder.Files, Is.Empty);
        FileReplacement.Write(path, Content);
        FileReplacement.DemandWritable(path);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Content));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a/c.onnx" }));
    }

    [Test]
    public void Of_files_that_belong_together_none_is_replaced_if_one_cannot_be_written()
    {
        string first = _folder.File("a.onnx");
        File.WriteAllBytes(first, [9]);
        string second = Directory.CreateDirectory(_folder.File("a.json")).FullName;
        Fails.With(ErrorKind.Model, () => FileReplacement.WriteTogether((first, Content), (second, Content)), $"{second} cannot be written");
        Assert.That(File.ReadAllBytes(first), Is.EqualTo(new byte[] { 9 }));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.onnx" }));

        Directory.Delete(second);
        FileReplacement.WriteTogether((first, Content), (second, [7]));
        Assert.That((File.ReadAllBytes(first), File.ReadAllBytes(second)), Is.EqualTo((Content, new byte[] { 7 })));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.json", "a.onnx" }));
    }

    [Test]
    public void What_cannot_be_written_is_named_itself_and_not_the_file_beside_it()
    {
        string folder = Directory.CreateDirectory(_folder.File("folder.onnx")).FullName;
        File.WriteAllText(_folder.File("file"), "");
        foreach (string path in new[] { folder, _folder.File("file/c.onnx"), _folder.File(new string('x', 250)) })
        {
            foreach (Action write in new Action[] { () => FileReplacement.Write(path, Content), () => FileReplacement.DemandWritable(path) })
            {
                EnlargerException exception = Assert.Throws<EnlargerException>(() => write())!;
                Assert.That(exception.Kind, Is.EqualTo(ErrorKind.Model));
                Assert.That(exception.Message, Does.StartWith($"{path} cannot be written (").And.Not.Contains(".part"));
            }
        }

        Assert.That(_folder.Files, Is.EqualTo(new[] { "file" }));
    }
}

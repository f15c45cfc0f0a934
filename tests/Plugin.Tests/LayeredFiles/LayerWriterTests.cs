using Enlarger.Imaging;
using Enlarger.LayeredFiles;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.LayeredFiles;

/// <summary>What both forms of layered files have in common: nothing is there before it is whole, and errors are sentences.</summary>
[TestFixture(true)]
[TestFixture(false)]
internal sealed class LayerWriterTests(bool isFile)
{
    private static readonly FiledPicture Picture = new(new PixelSize(4, 3), 2);
    private ScratchFolder _folder = null!;

    private string Target => _folder.File(isFile ? "picture.ora" : "picture");

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Nothing_has_the_targets_name_before_all_is_written_and_nothing_else_is_left_then()
    {
        using (ILayerWriter writer = Begin(Target))
        {
            AddAll(writer);
            Assert.That(Path.Exists(Target), Is.False);
            Assert.That(writer.Commit(), Is.EqualTo(Target));
        }

        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.EqualTo(new[] { Target }));
    }

    [Test]
    public void What_is_not_committed_is_taken_away([Values(0, 1, 2)] int layers)
    {
        using (ILayerWriter writer = Begin(Target))
        {
            for (int layer = 0; layer < layers; layer++) Add(writer, $"{layer}");
        }

        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void What_the_one_who_makes_PNGs_throws_passes_through_and_nothing_is_left([Values] bool isCancelled)
    {
        Exception thrown = isCancelled ? new OperationCanceledException() : new InvalidDataException();
        using (ILayerWriter writer = Begin(Target))
        {
            Add(writer, "first");
            Assert.That(() => writer.Add(Layer("second"), _ => throw thrown), Throws.Exception.SameAs(thrown));
        }

        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void The_stream_for_a_PNG_can_be_sought_in_as_encoders_do()
    {
        byte[] read = new byte[3];
        using ILayerWriter writer = Begin(Target);
        writer.Add(Layer("sought"), stream =>
        {
            Assert.That(stream is { CanSeek: true, CanRead: true, CanWrite: true, Length: 0, Position: 0 });
            stream.Write([1, 2, 3, 4]);
            stream.Position = 1;
            stream.Write([9]);
            stream.Seek(0, SeekOrigin.Begin);
            stream.ReadExactly(read);
            stream.SetLength(3);
        });
        Assert.That(read, Is.EqualTo(new byte[] { 1, 9, 3 }));
    }

    [Test]
    public void A_folder_that_is_not_there_is_told_before_the_work_and_not_made()
    {
        EnlargerException error = Assert.Throws<EnlargerException>(() => Begin(_folder.File(Path.Combine("absent", "picture.ora"))))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Output));
        Assert.That(error.Message, Does.Contain("absent").And.Contain("there is no such folder").And.Not.Contain(OutputFailure.TemporaryPrefix).And.EndsWith("."));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void A_target_that_is_a_whole_disk_is_an_error()
    {
        EnlargerException error = Assert.Throws<EnlargerException>(() => Begin(Path.GetPathRoot(_folder.Path)!))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Output));
    }

    private ILayerWriter Begin(string path) => isFile ? new OpenRasterWriter(path, Picture) : new LayerFolderWriter(path, Picture);

    private static void AddAll(ILayerWriter writer)
    {
        Add(writer, "first");
        Add(writer, "second");
        writer.AddMerged(stream => stream.Write([3]), stream => stream.Write([4]));
    }

    private static void Add(ILayerWriter writer, string name) => writer.Add(Layer(name), stream => stream.Write([1, 2, 3]));

    private static FiledLayer Layer(string name) => new(name, 1, true, BlendMode.Normal);
}

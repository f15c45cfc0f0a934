using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Enlarger.Imaging;
using Enlarger.LayeredFiles;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.LayeredFiles;

/// <summary>OpenRaster files, as its specification (baseline 0.0.6) wants them.</summary>
internal sealed class OpenRasterWriterTests
{
    private static readonly FiledPicture Picture = new(new PixelSize(40, 30), 3, 300.2, 96);
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_file_begins_with_the_bytes_by_which_programs_know_it()
    {
        byte[] file = File.ReadAllBytes(WriteSample());
        Assert.That(file[..4], Is.EqualTo("PK\x3\x4"u8.ToArray()));
        Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)), Is.Zero, "it is stored");
        Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(26)), Is.EqualTo(8), "the length of its name");
        Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(28)), Is.Zero, "nothing lies between its name and its content");
        Assert.That(file[30..54], Is.EqualTo("mimetypeimage/openraster"u8.ToArray()));
    }

    [Test]
    public void It_holds_every_picture_as_it_was_made_and_stored()
    {
        using ZipArchive archive = ZipFile.OpenRead(WriteSample());
        Assert.That(archive.Entries.Select(entry => entry.FullName), Is.EqualTo(new[]
        {
            "mimetype", "data/layer0.png", "data/layer1.png", "data/layer2.png", "mergedimage.png", "Thumbnails/thumbnail.png", "stack.xml",
        }));
        Assert.That(archive.Entries.Select(entry => entry.CompressedLength), Is.EqualTo(archive.Entries.Select(entry => entry.Length)));
        Assert.That(archive.Entries.Skip(1).SkipLast(1).Select(Content), Is.EqualTo(new[] { Bytes(1), Bytes(2), Bytes(3), Bytes(4), Bytes(5) }));
    }

    [Test]
    public void Its_stack_names_the_layers_from_the_topmost_down()
    {
        XElement image = Stack(WriteSample());
        Assert.That(Attributes(image), Is.EqualTo("version=0.0.6 w=40 h=30 xres=300 yres=96"));
        Assert.That(image.Elements().Single().Name.LocalName, Is.EqualTo("stack"));
        Assert.That(image.Element("stack")!.Elements("layer").Select(Attributes), Is.EqualTo(new[]
        {
            "name=Glanz <&\"日本語 src=data/layer2.png x=0 y=0 opacity=0 visibility=visible composite-op=svg:src-over blend-mode=Glow",
            "name=Shade src=data/layer1.png x=0 y=0 opacity=0.501961 visibility=hidden composite-op=svg:multiply",
            "name=Background src=data/layer0.png x=0 y=0 opacity=1 visibility=visible composite-op=svg:src-over",
        }));
        Assert.That(image.Descendants().Attributes(XName.Get("blend-mode", "urn:enlarger:layers")).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Without_a_resolution_and_without_modes_of_a_hosts_own_nothing_is_said_of_either()
    {
        string path = _folder.File("plain.ora");
        Write(path, new FiledPicture(new PixelSize(1, 1), 1), new FiledLayer("a\0b\u0001c\uFFFE\uD800", 1, true, BlendMode.Normal));
        XElement image = Stack(path);
        Assert.That(Attributes(image), Is.EqualTo("version=0.0.6 w=1 h=1"));
        Assert.That((string?)image.Descendants("layer").Single().Attribute("name"), Is.EqualTo("a\uFFFDb\uFFFDc\uFFFD\uFFFD"));
    }

    [Test]
    public void It_tells_which_layers_lost_their_mode()
    {
        using var writer = new OpenRasterWriter(_folder.File("picture.ora"), Picture);
        foreach (FiledLayer layer in Layers) writer.Add(layer, _ => { });
        Assert.That(writer.WithoutMode, Is.EqualTo(new[] { Layers[2] }));
    }

    [Test]
    public void A_file_of_that_name_is_replaced_when_the_new_one_is_whole()
    {
        string path = _folder.File("picture.ora");
        File.WriteAllText(path, "old");
        using (var writer = new OpenRasterWriter(path, Picture)) writer.Add(Layers[0], stream => stream.Write([1]));
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
        WriteSample();
        Assert.That(Stack(path).Name.LocalName, Is.EqualTo("image"));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_folder_or_a_write_protected_file_in_its_place_is_told_before_the_work()
    {
        Directory.CreateDirectory(_folder.File("folder.ora"));
        File.WriteAllText(_folder.File("protected.ora"), "");
        File.SetAttributes(_folder.File("protected.ora"), FileAttributes.ReadOnly);
        foreach ((string name, string reason) in new[] { ("folder.ora", "is a folder"), ("protected.ora", "is write-protected") })
        {
            EnlargerException error = Assert.Throws<EnlargerException>(() => new OpenRasterWriter(_folder.File(name), Picture))!;
            Assert.That(error.Kind, Is.EqualTo(ErrorKind.Output));
            Assert.That(error.Message, Does.Contain(name).And.Contain(reason));
        }

        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Has.Length.EqualTo(2));
        File.SetAttributes(_folder.File("protected.ora"), FileAttributes.Normal);
    }

    [Test]
    public void A_picture_that_is_not_whole_is_not_committed()
    {
        using var writer = new OpenRasterWriter(_folder.File("picture.ora"), Picture);
        Assert.That(writer.Commit, Throws.InvalidOperationException);
        foreach (FiledLayer layer in Layers) writer.Add(layer, _ => { });
        Assert.That(writer.Commit, Throws.InvalidOperationException, "what it looks like is missing");
        Assert.That(() => writer.Add(Layers[0], _ => { }), Throws.InvalidOperationException);
    }

    private static FiledLayer[] Layers =>
    [
        new("Background", 1, true, BlendMode.Normal),
        new("Shade", 128 / 255.0, false, BlendMode.Of("Multiply")),
        new("Glanz <&\"日本語", 0, true, BlendMode.Of("Glow")),
    ];

    private string WriteSample()
    {
        string path = _folder.File("picture.ora");
        Write(path, Picture, Layers);
        return path;
    }

    private static void Write(string path, FiledPicture picture, params FiledLayer[] layers)
    {
        using var writer = new OpenRasterWriter(path, picture);
        for (int layer = 0; layer < layers.Length; layer++)
        {
            byte[] content = Bytes(layer + 1);
            writer.Add(layers[layer], stream => stream.Write(content));
        }

        writer.AddMerged(stream => stream.Write(Bytes(layers.Length + 1)), stream => stream.Write(Bytes(layers.Length + 2)));
        Assert.That(writer.Commit(), Is.EqualTo(path));
    }

    // Much that could be deflated.
    private static byte[] Bytes(int value) => [.. Enumerable.Repeat((byte)value, 1000 * value)];

    private static byte[] Content(ZipArchiveEntry entry)
    {
        var content = new MemoryStream();
        using (Stream stream = entry.Open()) stream.CopyTo(content);
        return content.ToArray();
    }

    private static XElement Stack(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        return XElement.Parse(Encoding.UTF8.GetString(Content(archive.GetEntry("stack.xml")!)));
    }

    private static string Attributes(XElement element) =>
        string.Join(' ', element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => $"{attribute.Name.LocalName}={attribute.Value}"));
}

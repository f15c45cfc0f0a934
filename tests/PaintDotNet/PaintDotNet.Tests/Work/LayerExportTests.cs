using System.IO.Compression;
using System.Xml.Linq;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.PaintDotNet.Work;
using Enlarger.Tests.PaintDotNet.Support;
using Enlarger.Tests.Support;
using FakePaintDotNet;
using PaintDotNet;

namespace Enlarger.Tests.PaintDotNet.Work;

/// <summary>All layers of a document enlarged into files.</summary>
internal sealed class LayerExportTests
{
    private const int Width = 41, Height = 23;
    private static readonly PixelSize Size = new(Width, Height);
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void An_OpenRaster_file_has_every_layer_and_what_is_known_of_it()
    {
        using var opened = new Opened("upscale-2x", Document());
        using LayerExport export = Export(opened, new LayerTarget(_folder.File("all.ora"), IsFolder: false));
        Assert.That(export.Path, Is.EqualTo(_folder.File("all.ora")));
        Assert.That(export.Notice, Is.EqualTo("OpenRaster has no such blend mode, so other programs will show these layers as normal ones: 'Glanz' (Glow)."));
        using ZipArchive archive = ZipFile.OpenRead(export.Path!);
        XElement[] layers = [.. XElement.Load(archive.GetEntry("stack.xml")!.Open()).Descendants("layer")];
        Assert.That(layers.Select(layer => $"{layer.Attribute("name")?.Value} {layer.Attribute("opacity")?.Value} {layer.Attribute("visibility")?.Value} {layer.Attribute("composite-op")?.Value}"), Is.EqualTo(new[]
        {
            "Glanz 0.25 visible svg:src-over", "日本語 1 hidden svg:multiply", "Background 1 visible svg:src-over",
        }));
        for (int index = 0; index < 3; index++)
        {
            Assert.That(Picture(archive, layers[2 - index].Attribute("src")!.Value).Pixels, Is.EqualTo(Enlarged(opened.Host.Document.Layers[index].Pixels)), $"layer {index}");
        }

        Assert.That(Picture(archive, "mergedimage.png").Pixels, Is.EqualTo(Enlarged(opened.Host.Document.Merged())));
        Assert.That(Picture(archive, "Thumbnails/thumbnail.png").Size, Is.EqualTo(new PixelSize(Width * 2, Height * 2)));
    }

    [Test]
    public void A_folder_has_a_picture_for_each_layer_from_the_lowest_up()
    {
        using var opened = new Opened("upscale-2x", Document());
        using LayerExport export = Export(opened, new LayerTarget(_folder.File("all"), IsFolder: true));
        string[] files = [.. Directory.GetFiles(export.Path!).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.That(files, Is.EqualTo(new[] { "01 Background.png", "02 日本語.png", "03 Glanz.png", "layers.json" }));
        Assert.That(new PngPicture(File.ReadAllBytes(Path.Combine(export.Path!, files[2]))).Pixels, Is.EqualTo(Enlarged(opened.Host.Document.Layers[2].Pixels)));
        Assert.That(export.Notice, Does.Contain("'日本語' (Multiply), 'Glanz' (Glow)"));
    }

    [Test]
    public void Of_many_layers_a_few_are_named([Values] bool isFolder)
    {
        FakeLayer[] layers = [.. Enumerable.Range(0, 60).Select(index => new FakeLayer($"L{index}", Bytes.Textured(4, 3, index)) { BlendMode = LayerBlendMode.Glow })];
        using var opened = new Opened("upscale-2x", new FakeDocument(4, 3, layers));
        using LayerExport export = Export(opened, new LayerTarget(_folder.File("all.ora"), isFolder));
        Assert.That(export.Notice, Does.Contain("'L0' (Glow), 'L1' (Glow), 'L2' (Glow), 'L3' (Glow), 'L4' (Glow) and 55 more"));
    }

    [Test]
    public void Cancelled_it_leaves_nothing()
    {
        using var opened = new Opened("upscale-2x", Document());
        using (LayerExport export = opened.Session.Export(Plain(opened.Session.Defaults), new LayerTarget(_folder.File("all.ora"), IsFolder: false)))
        {
            export.Work.Cancel();
            Assert.That(async () => await export.Work.Completion, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void A_folder_that_is_not_there_is_told()
    {
        using var opened = new Opened("upscale-2x", Document());
        using LayerExport export = opened.Session.Export(Plain(opened.Session.Defaults), new LayerTarget(_folder.File("missing/all.ora"), IsFolder: false));
        Assert.That(async () => await export.Work.Completion, Throws.TypeOf<EnlargerException>().With.Message.Contains("could not be written"));
    }

    private static LayerExport Export(Opened opened, LayerTarget target)
    {
        LayerExport export = opened.Session.Export(Plain(opened.Session.Defaults), target);
        export.Work.Completion.Wait();
        return export;
    }

    private static PngPicture Picture(ZipArchive archive, string name)
    {
        using Stream stream = archive.GetEntry(name)!.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        return new PngPicture(content.ToArray());
    }

    private static byte[] Enlarged(byte[] pixels) => Reference.Run("upscale", Plain(Reference.Settings("upscale", ("scale", "2"))), pixels, Size);

    private static FilterSettings Plain(FilterSettings settings) => settings.With("model", "lanczos");

    private static FakeDocument Document() => new(
        Width,
        Height,
        new FakeLayer("Background", Bytes.Textured(Width, Height)),
        new FakeLayer("日本語", Bytes.Textured(Width, Height, 2, opaque: false)) { Visible = false, BlendMode = LayerBlendMode.Multiply },
        new FakeLayer("Glanz", Bytes.Textured(Width, Height, 3, opaque: false)) { Opacity = 0.25f, BlendMode = LayerBlendMode.Glow });
}

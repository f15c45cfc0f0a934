using Enlarger.Imaging;
using Enlarger.Json;
using Enlarger.LayeredFiles;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.LayeredFiles;

/// <summary>Folders with a PNG for each layer.</summary>
internal sealed class LayerFolderWriterTests
{
    private static readonly FiledPicture Picture = new(new PixelSize(40, 30), 3, 300.2, 96);

    private static readonly FiledLayer[] Layers =
    [
        new("Background", 1, true, BlendMode.Normal),
        new("A/B: 日本語?", 128 / 255.0, false, BlendMode.Of("Multiply")),
        new("Background", 0.25, true, BlendMode.Of("Xor")),
    ];

    private ScratchFolder _folder = null!;

    private string Target => _folder.File("picture");

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void It_holds_the_layers_from_the_lowest_up_and_a_list_of_what_pictures_cannot_tell()
    {
        Assert.That(Write(Target), Is.EqualTo(Target));
        string[] names = ["01 Background.png", "02 A_B_ 日本語_.png", "03 Background.png"];
        Assert.That(Names(Target), Is.EqualTo(names.Append("layers.json")));
        Assert.That(names.Select(name => File.ReadAllBytes(Path.Combine(Target, name))), Is.EqualTo(new byte[][] { [0, 7], [1, 7], [2, 7] }));

        LayerList list = StrictJson.Read<LayerList>(File.ReadAllText(Path.Combine(Target, LayerList.FileName)), LayerList.FileName, ErrorKind.Input);
        Assert.That((list.Width, list.Height, list.HorizontalResolution, list.VerticalResolution), Is.EqualTo((40, 30, 300.2, 96.0)));
        Assert.That(list.Layers.Select(layer => layer.File), Is.EqualTo(names));
        Assert.That(
            list.Layers.Select(layer => new FiledLayer(layer.Name, layer.Opacity, layer.Visible, new BlendMode(layer.BlendMode, layer.CompositeOperation))),
            Is.EqualTo(Layers));
        Assert.That(list.Layers[2].CompositeOperation, Is.Null);
    }

    [Test]
    public void A_name_that_no_text_can_hold_loses_what_is_wrong_with_it_and_no_more()
    {
        using var writer = new LayerFolderWriter(Target, Picture with { Layers = 1 });
        writer.Add(new FiledLayer("half" + (char)0xD83C + "\0\n\u2028" + (char)0xDF41, 1, true, BlendMode.Normal), stream => stream.WriteByte(7));
        writer.Commit();
        LayerList list = StrictJson.Read<LayerList>(File.ReadAllText(Path.Combine(Target, LayerList.FileName)), LayerList.FileName, ErrorKind.Input);
        Assert.That(list.Layers.Single().Name, Is.EqualTo("half\uFFFD\0\n\u2028\uFFFD"));
    }

    [Test]
    public void Where_something_has_its_name_it_gets_another()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Target + " 2", "a file");
        Assert.That(Write(Target), Is.EqualTo(Target + " 3"));
        Assert.That(Write(Target + Path.DirectorySeparatorChar), Is.EqualTo(Target + " 4"));
        Assert.That(Names(Target), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Has.Length.EqualTo(4));
    }

    [Test]
    public void Pictures_tell_no_modes_but_the_plain_one()
    {
        using var writer = new LayerFolderWriter(Target, Picture);
        foreach (FiledLayer layer in Layers) writer.Add(layer, _ => { });
        Assert.That(writer.WithoutMode, Is.EqualTo(Layers[1..]));
    }

    [Test]
    public void A_picture_that_is_not_whole_is_not_committed()
    {
        using var writer = new LayerFolderWriter(Target, Picture);
        Assert.That(writer.Commit, Throws.InvalidOperationException);
        foreach (FiledLayer layer in Layers) writer.Add(layer, _ => { });
        Assert.That(() => writer.Add(Layers[0], _ => { }), Throws.InvalidOperationException);
    }

    private static string Write(string path)
    {
        using var writer = new LayerFolderWriter(path, Picture);
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            byte number = (byte)layer;
            writer.Add(Layers[layer], stream => stream.Write([number, 7]));
        }

        writer.AddMerged(_ => Assert.Fail("it would be one more layer"), _ => Assert.Fail("it would be one more layer"));
        return writer.Commit();
    }

    private static IEnumerable<string> Names(string folder) => Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;
}

using Enlarger.Imaging;
using Enlarger.LayeredFiles;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Krita;

/// <summary>What Krita reads out of an OpenRaster file of ours.</summary>
internal sealed class OpenRasterTests : KritaTests
{
    private const int Width = 40, Height = 30;

    // What each is in Krita; of the last four OpenRaster has no name.
    private static readonly (string Name, string Krita)[] Modes =
    [
        ("Normal", "normal"), ("Multiply", "multiply"), ("Additive", "add"), ("ColorBurn", "burn"), ("ColorDodge", "dodge"), ("Overlay", "overlay"), ("Difference", "diff"),
        ("Lighten", "lighten"), ("Darken", "darken"), ("Screen", "screen"), ("Reflect", "normal"), ("Glow", "normal"), ("Negation", "normal"), ("Xor", "normal"),
    ];

    [Test]
    public void Names_opacity_visibility_modes_and_pixels_are_those_that_were_written()
    {
        Raster[] pictures = [.. Modes.Select((_, layer) => Seen(layer))];
        FiledLayer[] layers = [.. Modes.Select((mode, layer) => new FiledLayer($"{mode.Name} <&\"写真", (255 - (10 * layer)) / 255.0, layer % 3 != 1, BlendMode.Of(mode.Name)))];
        string path = Folder["picture 写真.ora"];
        using (var writer = new OpenRasterWriter(path, new FiledPicture(new PixelSize(Width, Height), layers.Length, 300, 300)))
        {
            for (int layer = 0; layer < layers.Length; layer++) writer.Add(layers[layer], Png(pictures[layer]));
            writer.AddMerged(Png(pictures[0]), Png(pictures[0]));
            Assert.That(writer.WithoutMode.Select(layer => layer.Mode.Name), Is.EqualTo(new[] { "Reflect", "Glow", "Negation", "Xor" }));
            writer.Commit();
        }

        Krita.Evaluate($"document = app.openDocument({KritaSession.Quote(path)}); document.setBatchmode(True); document.waitForDone(); layers = layers_of(document)");
        Assert.That($"{Krita.Evaluate("[document.width(), document.height(), round(document.xRes())]")}", Is.EqualTo($"{Krita.Evaluate($"[{Width}, {Height}, 300]")}"));
        Assert.That(Krita.Evaluate("[layer.name() for layer in layers]").Values<string>(), Is.EqualTo(layers.Select(layer => layer.Name)));
        Assert.That(Krita.Evaluate("[layer.opacity() for layer in layers]").Values<int>(), Is.EqualTo(layers.Select(layer => (int)Math.Round(layer.Opacity * 255))));
        Assert.That(Krita.Evaluate("[layer.visible() for layer in layers]").Values<bool>(), Is.EqualTo(layers.Select(layer => layer.IsVisible)));
        Assert.That(Krita.Evaluate("[layer.blendingMode() for layer in layers]").Values<string>(), Is.EqualTo(Modes.Select(mode => mode.Krita)));
        for (int layer = 0; layer < layers.Length; layer++) Same(Pixels($"layers[{layer}]", pictures[layer].Size.Area, PixelFormat.Parse("bgra8")), Swapped(pictures[layer]), layers[layer].Name);
    }

    private static Raster Seen(int layer)
    {
        Raster picture = Raster.Sample(Width, Height, "rgba8", layer + 1);
        for (int i = 3; i < picture.Pixels.Length; i += 4) picture.Pixels[i] |= 128;
        return picture;
    }

    // Krita has blue first.
    private static Raster Swapped(Raster picture)
    {
        byte[] pixels = [.. picture.Pixels];
        for (int i = 0; i < pixels.Length; i += 4) (pixels[i], pixels[i + 2]) = (pixels[i + 2], pixels[i]);
        return new Raster(picture.Size, PixelFormat.Parse("bgra8"), pixels);
    }

    private Action<Stream> Png(Raster picture) => stream => stream.Write(System.IO.File.ReadAllBytes(picture.Save(Folder[$"{Guid.NewGuid():N}.png"])));
}

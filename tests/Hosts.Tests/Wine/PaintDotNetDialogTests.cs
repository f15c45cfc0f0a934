using Enlarger.Tests.Support;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Wine;

/// <summary>The published plug-in's dialogs on Windows, with a program in Paint.NET's place and a user who presses their buttons.</summary>
internal sealed class PaintDotNetDialogTests : FolderTests
{
    private const int Width = 96;
    private const int Height = 64;

    [OneTimeSetUp]
    public void PlugIn()
    {
        if (!Programs.Has("Xvfb")) Assert.Ignore("Xvfb is not installed: no window can be shown.");
        WineMachine.PlugInScreen();
    }

    [OneTimeTearDown]
    public void Unplug() => WineMachine.UnplugScreen();

    [Test]
    public void Upscale_2x_puts_the_picture_that_Linux_makes_on_the_clipboard_and_says_so()
    {
        Raster picture = Raster.Sample(Width, Height, "rgb8");
        WindowsProgramTests.Native("upscale", picture.Save(Folder["picture.png"]), "-o", Folder["ours.png"], "--scale", "2", "--device", "cpu");

        JObject outcome = Run("Upscale 2x", picture, "press:OK", "see:clipboard", "press:Close");

        Assert.That(outcome["sentences"]!.Values<string>(), Has.Some.EqualTo("The result, 192 x 128 pixels, is on the clipboard: choose Edit > Paste into New Image (Ctrl+Alt+V)."));
        Assert.That((outcome["clipboard"]!["width"]!.Value<int>(), outcome["clipboard"]!["height"]!.Value<int>()), Is.EqualTo((2 * Width, 2 * Height)));
        Assert.That(outcome["isCommitted"]!.Value<bool>(), Is.False);
        Assert.That(Layer, Is.EqualTo(Bgra(picture)));
        byte[] ours = Bgra(Raster.Read(Folder["ours.png"])), theirs = File.ReadAllBytes(Folder["results/clipboard.bgra"]);
        Assert.That(ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Cancel_leaves_everything_as_it_was()
    {
        Raster picture = Raster.Sample(Width, Height, "rgb8");

        JObject outcome = Run("Restore blur", picture, "wait:500", "press:Cancel");

        Assert.That(outcome["isCancelled"]!.Value<bool>());
        Assert.That(outcome["clipboard"]!.Type, Is.EqualTo(JTokenType.Null));
        Assert.That(outcome["errors"], Is.Empty);
        Assert.That(Layer, Is.EqualTo(Bgra(picture)));
    }

    private byte[] Layer => File.ReadAllBytes(Folder["results/layer-0.bgra"]);

    private static byte[] Bgra(Raster picture)
    {
        byte[] pixels = new byte[picture.Size.Width * picture.Size.Height * 4];
        for (int i = 0; i < pixels.Length / 4; i++)
        {
            ReadOnlySpan<byte> rgb = picture.At(i % picture.Size.Width, i / picture.Size.Width);
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) = (rgb[2], rgb[1], rgb[0], 255);
        }

        return pixels;
    }

    private JObject Run(string command, Raster picture, params string[] steps)
    {
        Folder.Write("layer.bgra", Bgra(picture));
        File.WriteAllText(Folder["document.json"], JsonConvert.SerializeObject(new
        {
            width = Width,
            height = Height,
            layers = new[] { new { name = "Background", pixels = "layer.bgra" } },
        }));
        ProcessRun run = WineMachine.PaintDotNet(
            ["run", WineMachine.PathOf(PaintDotNetProgram.PluginFolder), command, WineMachine.PathOf(Folder["document.json"]), WineMachine.PathOf(Folder["results"]), .. steps]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return JObject.Parse(File.ReadAllText(Folder["results/outcome.json"]));
    }
}

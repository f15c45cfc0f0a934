using Enlarger.Tests.Gimp.Xcf;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>A command that is cancelled while it works.</summary>
internal sealed class CancelTests : GuiTests
{
    // Of pixels that GEGL keeps in memory: what is more goes to its swap.
    private const string LittleMemory = "(tile-cache-size 1M)";

    private GimpScreen? _gui;

    [OneTimeSetUp]
    public void Start() => _gui = GimpScreen.Start(GimpMachine.Store.Folder, LittleMemory);

    [OneTimeTearDown]
    public void End() => _gui?.Dispose();

    [Test]
    public void The_button_of_the_status_bar_ends_it_and_leaves_everything_as_it_was()
    {
        _gui!.Empty();
        GimpImage image = Show(60, 40, _gui);
        image.Evaluate("(gimp-image-scale image 1500 1000) (gimp-displays-flush) (gimp-image-clean-all image)");
        XcfImage before = image.Snapshot();
        string[] litter = Litter();

        _gui.Start(GimpCommand.Upscale4x);
        Patiently.Until("a part of the result", () => Litter().Length > litter.Length);
        _gui.Screen.Keep("gimp-cancel");
        _gui.PressCancel();
        Patiently.Until("the plug-in to end", () => !PlugInProcess.Of(_gui.Gimp).Any());
        _gui.Screen.Keep("gimp-cancelled");
        Expect.Same(image.Snapshot(), before);
        Assert.That(image.Evaluate("(car (gimp-image-is-dirty image))").Trim(), Is.EqualTo("0"));

        // GIMP ends the process without asking it: what GEGL had swapped out is removed by the next one that uses GEGL.
        GimpImage next = Show(30, 20, _gui);
        XcfImage small = next.Snapshot();
        _gui.Run(GimpCommand.Upscale2x, next);
        Assert.That(next.Snapshot().Size.Width, Is.EqualTo(60));
        Assert.That(Litter().Except(litter), Is.Empty, "no pixels are left over");
        _gui.Undo(next);
        Expect.Same(next.Snapshot(), small);
    }

    // The pipes that a .NET process has are empty, and babl remembers how it converts.
    private string[] Litter() => [.. _gui!.Litter.Where(file => file.Length > 0 && file.Name != "babl-fishes").Select(file => file.FullName)];
}

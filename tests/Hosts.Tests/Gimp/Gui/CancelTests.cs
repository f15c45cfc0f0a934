using Enlarger.Tests.Gimp.Xcf;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>A command that is cancelled while it works.</summary>
internal sealed class CancelTests : GuiTests
{
    // Of the processor; it has begun to enlarge by then.
    private static readonly TimeSpan HalfWay = TimeSpan.FromSeconds(5);

    // Of pixels that GEGL keeps in memory: what is more goes to its swap.
    private const string LittleMemory = "(tile-cache-size 1M)";

    private GimpScreen? _gui;

    [OneTimeSetUp]
    public void Start() => _gui = GimpScreen.Start(GimpMachine.Store.Folder, LittleMemory);

    [OneTimeTearDown]
    public void End() => _gui?.Dispose();

    [Test]
    public void The_button_of_the_status_bar_ends_it_and_leaves_everything_as_it_was() => Check(_gui!.PressCancel, "gimp-cancel");

    [Test]
    public void Escape_ends_it_and_leaves_everything_as_it_was() => Check(() => _gui!.Press("Escape"), "gimp-escape");

    private void Check(Action cancel, string name)
    {
        _gui!.Empty();
        GimpImage image = Show(60, 40, _gui);
        image.Evaluate("(gimp-image-scale image 1500 1000) (gimp-image-clean-all image)");
        XcfImage before = image.Snapshot();
        string[] litter = Litter();

        _gui.Start(GimpCommand.Upscale4x);
        Patiently.Until("half of the work", () => PlugInProcess.Of(_gui.Gimp).Any(process => process.ProcessorTime > HalfWay));
        _gui.Screen.Keep(name);
        string[] during = Litter();
        cancel();
        Patiently.Until("the plug-in to end", () => !PlugInProcess.Of(_gui.Gimp).Any());
        _gui.Screen.Keep(name + "led");
        Expect.Same(image.Snapshot(), before);
        Assert.That(image.Evaluate("(car (gimp-image-is-dirty image))").Trim(), Is.EqualTo("0"));
        TestContext.Out.WriteLine($"While it worked: {string.Join(", ", during.Except(litter))}. Left over: {string.Join(", ", Litter().Except(litter))}.");

        GimpImage next = Show(30, 20, _gui);
        XcfImage small = next.Snapshot();
        _gui.Run(GimpCommand.Upscale2x, next);
        Assert.That(next.Snapshot().Size.Width, Is.EqualTo(60));
        TestContext.Out.WriteLine($"After the next command: {string.Join(", ", Litter().Except(litter))}.");
        _gui.Undo(next);
        Expect.Same(next.Snapshot(), small);
    }

    private string[] Litter() => [.. _gui!.Litter.Select(file => $"{file.FullName[_gui.Folder.Length..]} {file.Length}")];
}

using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Previews;
using Enlarger.Remembered;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Gui;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;
using NUnit.Framework.Interfaces;

namespace Enlarger.Tests.Gimp3.Gui;

/// <summary>Commands from GIMP's window: the menu, the dialog, progress, cancelling, messages, and what undo makes of them.</summary>
internal sealed class WindowTests : FolderTests
{
    private const int LargestStep = 2;
    private static readonly PixelSize View = new(300, 300);

    private Gimp3Screen _gui = null!;

    [OneTimeSetUp]
    public void Start()
    {
        if (VirtualScreen.Programs.FirstOrDefault(program => !Programs.Has(program)) is { } missing) Assert.Ignore($"{missing} is not installed: the plug-in for GIMP 3 is not tried in its windows.");
        _gui = Gimp3Screen.Start();
    }

    [OneTimeTearDown]
    public void End() => _gui?.Dispose();

    [TearDown]
    public void Empty()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
        {
            _gui.Screen.Keep($"FAILED {TestContext.CurrentContext.Test.Name}");
            End();
            Start();
            return;
        }

        _gui.Empty();
    }

    [Test]
    public void Upscale_2x_enlarges_the_image_and_undo_is_one_step()
    {
        Gimp3Image image = Show(120, 80);
        XcfImage before = image.Snapshot();
        Raster expected = Core.Run("upscale", GimpCommand.Upscale2x.Settings(), before.Layers[0].Pixels.ToRaster(), image.Encoding);
        _gui.Press("alt+r");
        Patiently.Until("the menu of filters", () => _gui.Menus.Length == 1);

        // The last one.
        _gui.Screen.Press("Up", "Right");
        Patiently.Until("the menu of Enlarger", () => _gui.Menus.Length == 2);
        _gui.Screen.Keep("gimp3-menu");
        _gui.Screen.Press("2");
        _gui.AwaitChange(image);
        _gui.Screen.Keep("gimp3-upscaled");
        Expect.Pixels(image.Snapshot().Layers[0].Pixels, expected, "the layer");
        _gui.Undo(image);
        Expect.Same(image.Snapshot(), before);
        _gui.Redo(image);
        Expect.Pixels(image.Snapshot().Layers[0].Pixels, expected, "the layer again");
    }

    [Test]
    public void Undo_of_an_enlarged_image_with_groups_masks_and_text_is_one_step()
    {
        Gimp3Image image = Show(60, 40);
        image.Evaluate(
            """
            group, copy = Gimp.GroupLayer.new(image, "group"), layer.copy()
            image.insert_layer(group, None, 0)
            image.insert_layer(copy, group, 0)
            copy.set_offsets(-7, 5)
            copy.set_opacity(60)
            copy.add_mask(copy.create_mask(Gimp.AddMaskType.COPY))
            group.add_mask(group.create_mask(Gimp.AddMaskType.BLACK))
            image.insert_layer(Gimp.TextLayer.new(image, "Text", font(), 14, Gimp.Unit.pixel()), None, 0)
            image.select_ellipse(Gimp.ChannelOps.REPLACE, 10, 5, 30, 20)
            image.add_hguide(9)
            image.clean_all()
            """);
        XcfImage before = image.Snapshot();
        _gui.Run(GimpCommand.Upscale2x, image);
        XcfImage after = image.Snapshot();
        Assert.That(after.Size.Width, Is.EqualTo(120));
        _gui.Undo(image);
        Expect.Same(image.Snapshot(), before);
        _gui.Redo(image);
        Expect.Same(image.Snapshot(), after);
    }

    [Test]
    public void Undo_of_a_retouched_selection_is_one_step()
    {
        Gimp3Image image = Show(120, 80);
        image.Evaluate("image.select_ellipse(Gimp.ChannelOps.REPLACE, 10, 5, 80, 60); Gimp.Selection.feather(image, 8); image.clean_all()");
        XcfImage before = image.Snapshot();
        new LastValueStore(_gui.SettingsFolder).Save(Core.Filter("restore-blur"), GimpCommand.RestoreBlur.Settings(("kind", "out-of-focus"), ("radius", "3")));
        _gui.Start(GimpCommand.RestoreBlur);
        ScreenWindow dialog = Dialog("Restore blur");
        _gui.Screen.Focus(dialog);
        _gui.Screen.Press("alt+o");
        _gui.AwaitChange(image);
        Assert.That(image.Snapshot().Layers[0].Pixels.Bytes, Is.Not.EqualTo(before.Layers[0].Pixels.Bytes));
        _gui.Undo(image);
        Expect.Same(image.Snapshot(), before);
    }

    [Test]
    public void The_dialog_shows_the_cores_result_and_gives_it()
    {
        Gimp3Image image = Show(160, 120);
        Raster picture = image.Snapshot().Layers[0].Pixels.ToRaster();
        FilterSettings settings = GimpCommand.Upscale.Settings(("model", GimpMachine.Repeating), ("device", "cpu"));
        new LastValueStore(_gui.SettingsFolder).Save(Core.Filter("upscale"), settings);
        _gui.Start(GimpCommand.Upscale);
        ScreenWindow dialog = Dialog("Upscale");
        PreviewFrame frame = PreviewFrame.Of(picture.Size, Core.Filter("upscale"), settings, View, null);
        Raster shown = Core.Run("upscale", settings, picture, image.Encoding).Cut(frame.Region.Scale(frame.Factor));
        Patiently.Until("the preview of the core's result", () => Places(dialog, shown.Size).Any(place => _gui.Screen.Shoot(place).LargestStep(shown) <= LargestStep));
        _gui.Screen.Keep("gimp3-dialog");

        // The first control is the scale, of which there are two.
        _gui.Screen.Focus(dialog);
        _gui.Screen.Press("Down", "alt+o");
        _gui.AwaitChange(image);
        FilterSettings used = settings.With("scale", "2");
        Expect.Pixels(image.Snapshot().Layers[0].Pixels, Core.Run("upscale", used, picture, image.Encoding), "the layer");
        Assert.That(new LastValueStore(_gui.SettingsFolder).Load(Core.Filter("upscale")).Settings.Text("scale"), Is.EqualTo("2"), "what was chosen is remembered");

        // Where a picture of that size may lie.
        IEnumerable<PixelArea> Places(ScreenWindow window, PixelSize size) =>
            from y in Enumerable.Range(window.Area.Y + 10, 40)
            from x in Enumerable.Range(window.Area.X + View.Width, 60)
            select new PixelArea(x, y, size.Width, size.Height);
    }

    [Test]
    public void A_crop_becomes_an_image_with_a_window_of_its_own()
    {
        Gimp3Image image = Show(120, 80);
        image.Evaluate("image.select_rectangle(Gimp.ChannelOps.REPLACE, 30, 20, 60, 30); image.clean_all()");
        XcfImage before = image.Snapshot();
        new LastValueStore(_gui.SettingsFolder).Save(Core.Filter("enhance-crop"), GimpCommand.EnhanceCrop.Settings(("model", GimpMachine.Repeating), ("denoise", "0"), ("device", "cpu")));
        _gui.Start(GimpCommand.EnhanceCrop);
        ScreenWindow dialog = Dialog("Enhance crop");
        _gui.Screen.Focus(dialog);
        _gui.Screen.Press("alt+o");
        Patiently.Get("the window of the new image", () => _gui.Screen.Windows("120x60 – GIMP$").FirstOrDefault());
        _gui.Screen.Keep("gimp3-crop");
        Expect.Same(image.Snapshot(), before);
    }

    [Test]
    public void Cancel_in_the_status_bar_ends_it_and_leaves_everything_as_it_was()
    {
        Gimp3Image image = Show(60, 40);
        image.Evaluate("image.scale(1500, 1000); Gimp.displays_flush(); image.clean_all()");
        XcfImage before = image.Snapshot();
        using var watch = new EngineWatch(_gui.Gimp.ProcessId, _ => { });
        _gui.Start(GimpCommand.Upscale4x);
        Patiently.Until("the engine", () => watch.Engines.Any(engine => engine.IsAlive && engine.WorkedFor > TimeSpan.FromSeconds(4)));
        _gui.Screen.Keep("gimp3-cancel");
        _gui.PressCancel();
        Patiently.Until("the plug-in and the engine to end", () => !EngineWatch.PlugInsOf(_gui.Gimp.ProcessId).Any() && !watch.Engines.Any(engine => engine.IsAlive));
        _gui.Screen.Keep("gimp3-cancelled");
        Expect.Same(image.Snapshot(), before);
        Assert.That((bool)image.Evaluate("image.is_dirty()"), Is.False);
    }

    [Test]
    public void An_image_that_is_cropped_meanwhile_stays_as_the_user_left_it()
    {
        Gimp3Image image = Show(60, 40);
        image.Evaluate("image.scale(900, 600); image.clean_all()");
        using var watch = new EngineWatch(_gui.Gimp.ProcessId, _ => { });
        _gui.Start(GimpCommand.Upscale4x);
        Patiently.Until("the engine", () => watch.Engines.Any(engine => engine.IsAlive && engine.WorkedFor > TimeSpan.FromSeconds(3)));
        image.Evaluate("image.crop(400, 300, 40, 20)");
        XcfImage changed = image.Snapshot();
        CloseMessage("gimp3-changed");
        Expect.Same(image.Snapshot(), changed);
    }

    [Test]
    public void An_indexed_image_is_refused_in_a_message()
    {
        Gimp3Image image = Show(40, 30);
        image.Evaluate("image.convert_indexed(Gimp.ConvertDitherType.NONE, Gimp.ConvertPaletteType.GENERATE, 16, False, False, ''); image.clean_all()");
        _gui.Start(GimpCommand.Upscale);
        CloseMessage("gimp3-indexed");
        Assert.That((bool)image.Evaluate("image.is_dirty()"), Is.False);
    }

    private ScreenWindow Dialog(string name) => Patiently.Get("the dialog", () => _gui.Screen.Windows($"^Enlarger: {name}$").FirstOrDefault());

    private void CloseMessage(string name)
    {
        ScreenWindow message = Patiently.Get("the message", () => _gui.Messages.FirstOrDefault());
        _gui.Screen.Keep(name);
        _gui.Screen.Focus(message);
        _gui.Screen.Press("Escape");
        Patiently.Until("the message to close", () => _gui.Messages.Length == 0 && !EngineWatch.PlugInsOf(_gui.Gimp.ProcessId).Any());
    }

    private Gimp3Image Show(int width, int height)
    {
        Raster picture = Raster.Sample(width, height, "rgbf32");
        return _gui.Show(Gimp3Image.Make(_gui.Gimp, Folder, picture, "U8_NON_LINEAR"));
    }
}

using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Gui;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Krita.Gui;

/// <summary>What a user does and sees: the menu, the dialog, progress, messages, the result, and what undo makes of it.</summary>
internal sealed class WindowTests : KritaTests
{
    private const int Width = 120, Height = 90;

    private static readonly (string, string)[] Deblur = [("kind", "out-of-focus"), ("radius", "3")];

    private KritaScreen? _gui;

    private protected override KritaSession Krita => Gui.Krita;

    private KritaScreen Gui => _gui ??= KritaScreen.Start();

    [OneTimeSetUp]
    public void Look()
    {
        if (((string[])[KritaSession.Windows, .. VirtualScreen.Programs]).FirstOrDefault(program => !Programs.Has(program)) is { } missing)
        {
            Assert.Ignore($"{missing} is not installed: the plug-in for Krita is not tried in its windows.");
        }
    }

    [OneTimeTearDown]
    public void End() => _gui?.Dispose();

    [TearDown]
    public void KeepFailure()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status != NUnit.Framework.Interfaces.TestStatus.Failed) return;
        Gui.Screen.Keep($"FAILED {TestContext.CurrentContext.Test.Name}");
        _gui?.Dispose();
        _gui = null;
    }

    [Test]
    public void The_menu_has_the_commands_and_what_grows_opens_beside_the_document()
    {
        Show(Opaque(Width, Height));
        Assert.That(
            Krita.Evaluate("[[key, label.replace('&', '_')] for key, label in enlarger.COMMANDS.items()]").ToString(),
            Is.EqualTo(new Newtonsoft.Json.Linq.JArray(MenuCommand.All.Select(command => new Newtonsoft.Json.Linq.JArray(command.Id, command.Label))).ToString()));

        Krita.Evaluate(
            """
            tools = next(action.menu() for action in window.qwindow().menuBar().actions() if action.text().replace('&', '') == 'Tools')
            scripts = next(action for action in tools.actions() if action.text().replace('&', '') == 'Scripts')
            tools.popup(QtCore.QPoint(340, 20))
            tools.setActiveAction(scripts)
            scripts.menu().popup(QtCore.QPoint(560, 60))
            """);
        Gui.Keep("krita-menu");
        Assert.That(
            Krita.Evaluate("[action.text() for action in scripts.menu().actions() if action.objectName().startswith('enlarger_')]").ToString(),
            Is.EqualTo(Krita.Evaluate("list(enlarger.COMMANDS.values())").ToString()));
        string before = $"{State()}";
        Krita.Evaluate("entry = next(action for action in scripts.menu().actions() if action.objectName() == 'enlarger_upscale_2x'); scripts.menu().close(); tools.close(); QtCore.QTimer.singleShot(0, entry.trigger)");
        Gui.Await("the new document", "len(window.views()) == 2 and app.activeDocument() != document");
        Gui.Keep("krita-upscaled");
        Krita.Evaluate("result = app.activeDocument()");
        (string, string)[] values = [("scale", "2")];
        Same(Pixels("result.topLevelNodes()[0]", new PixelArea(0, 0, 2 * Width, 2 * Height), PixelFormat.Parse("bgra8")), Core.Run("upscale", Settings("upscale", values), Opaque(Width, Height), ColorEncoding.Srgb), "the result");
        Assert.That($"{Krita.Evaluate("[result.modified(), result.fileName(), app.action('edit_undo').isEnabled() and result.width()]")}", Does.Contain("true").And.Contain("\"\""));
        Gui.Step("undo");
        Assert.That((int)Krita.Evaluate("result.width()")!, Is.EqualTo(2 * Width), "there is nothing to undo");
        Assert.That($"{State()}", Is.EqualTo(before), "the document is as it was");
    }

    [Test]
    public void A_selection_becomes_a_mask_of_the_layer_above_and_one_undo_takes_all_of_it_back()
    {
        Raster picture = Opaque(Width, Height);
        Show(picture);
        Select();
        string before = $"{State()}";
        Gui.Start("restore_blur");
        Gui.Await("the dialog", "widget('Enlarger: Restore blur')");
        Krita.Evaluate("dialog = widget('Enlarger: Restore blur'); [dialog.controls[name].show_value(value) for name, value in {'kind': 'out-of-focus', 'radius': '3'}.items()] and 0");
        Gui.Await("the preview", "dialog.pane.views['after'].pixmap() and dialog.pane.bar.value() == 0 and 'pixels' in dialog.sizes.text()");
        Gui.Keep("krita-dialog");
        Krita.Evaluate("QtCore.QTimer.singleShot(0, dialog.accept)");
        Gui.Await("the layer", "document.nodeByName('Sky, Restore blur') is not None and widget('Enlarger') is None");
        Krita.Evaluate("above = document.nodeByName('Sky, Restore blur'); 0");
        Gui.Keep("krita-restored");

        PixelArea area = new(20, 10, 70, 60);
        FilterSettings settings = Settings("restore-blur", Deblur).With("region", "20,10,70,60");
        Same(Pixels("above", area, picture.Format), Core.Run("restore-blur", settings, picture, ColorEncoding.Srgb), "the layer above");
        Assert.That((bool)Krita.Evaluate($"bytes(above.childNodes()[0].pixelData(0, 0, {Width}, {Height})) == bytes(document.selection().pixelData(0, 0, {Width}, {Height}))")!, "the mask is the selection");
        Assert.That((bool)Krita.Evaluate("sky.visible() and above.visible()")!, "what covers leaves the old pixels shown");
        Same(Pixels("sky", picture.Size.Area, picture.Format), picture, "the layer itself");
        string after = $"{State()}";
        Gui.Step("undo");
        Assert.That($"{State()}", Is.EqualTo(before), "one undo takes back all of it");
        Gui.Step("redo");
        Assert.That($"{State()}", Is.EqualTo(after), "and it can be done again");
        Assert.That((string)Krita.Evaluate("next(parameter['last'] for parameter in enlarger_engine.catalogue()['filters'][1]['parameters'] if parameter['id'] == 'radius')")!, Is.EqualTo("3"), "the values are remembered");
    }

    [Test]
    public void Several_layers_are_each_masked_and_undone_and_locked_ones_refused()
    {
        Raster picture = Opaque(Width, Height);
        Show(picture);
        Krita.Evaluate($"other = document.createNode('Sea', 'paintlayer'); put(other, {File(picture)}, 0, 0, {Width}, {Height}); document.rootNode().addChildNode(other, sky); document.waitForDone()");
        Select();
        string before = $"{State()}";
        Run("restore-blur", Deblur, ", layers='all'");
        Assert.That(
            Krita.Evaluate("[[node.name(), len(node.childNodes())] for node in layers_of(document)]").ToString(),
            Is.EqualTo(Krita.Evaluate("[['Sky', 0], ['Sky, Restore blur', 1], ['Sea', 0], ['Sea, Restore blur', 1]]").ToString()));
        Gui.Step("undo");
        Gui.Step("undo");
        Assert.That($"{State()}", Is.EqualTo(before));

        Krita.Evaluate("sky.setLocked(True)");
        Assert.That(() => Run("restore-blur", Deblur, ", layers=[sky]"), Throws.TypeOf<KritaException>().With.Message.StartsWith("Krita makes no mask of the selection for 'Sky'"));
        Assert.That($"{State()}", Is.EqualTo(before));
    }

    [Test]
    public void Undo_takes_back_what_was_hidden_and_then_the_layer()
    {
        Show(Seen(Width, Height, "bgra8"));
        string before = $"{State()}";
        Run("restore-blur", Deblur);
        string after = $"{State()}";
        Assert.That((bool)Krita.Evaluate("sky.visible()")!, Is.False);
        Gui.Step("undo");
        Gui.Step("undo");
        Assert.That($"{State()}", Is.EqualTo(before));
        Gui.Step("redo");
        Gui.Step("redo");
        Assert.That($"{State()}", Is.EqualTo(after));
    }

    [Test]
    public void A_mask_grows_as_alpha_does()
    {
        Show(Opaque(Width, Height));
        Select();
        Krita.Evaluate("app.action('add_new_transparency_mask').trigger(); document.waitForDone(); mask = sky.childNodes()[0]");
        Run("upscale", [("scale", "4"), ("model", GimpMachine.Repeating)]);
        Krita.Evaluate("grown = result.topLevelNodes()[0].childNodes()[0]");
        byte[] row = Pixels("mask", new PixelArea(0, 40, Width, 1), PixelFormat.Parse("gray8")).Pixels, enlarged = Pixels("grown", new PixelArea(0, 160, 4 * Width, 1), PixelFormat.Parse("gray8")).Pixels;
        Assert.That(enlarged.Where((_, x) => x % 4 == 0).Zip(row, (now, was) => Math.Abs(now - was)).Max(), Is.LessThan(24), "it is the same shape");
        Assert.That(enlarged.Distinct().Count(), Is.GreaterThan(row.Distinct().Count()), "and smoother than one of repeated pixels");
    }

    [Test]
    public void Progress_is_shown_and_who_cancels_finds_everything_as_it_was()
    {
        Show(Opaque(600, 400));
        string before = $"{State()}";
        Gui.Start("upscale_4x");
        Gui.Await("progress", "widget('Enlarger: Upscale') and widget('Enlarger: Upscale').value() > 0");
        Gui.Keep("krita-progress");
        Krita.Evaluate("widget('Enlarger: Upscale').cancel()");
        Gui.Await("the end", "widget('Enlarger') is None");
        Assert.That($"{State()}", Is.EqualTo(before));
        Assert.That((int)Krita.Evaluate("len(app.documents())")!, Is.EqualTo(1));
    }

    [Test]
    public void What_fails_is_told_in_a_message()
    {
        Show(Opaque(Width, Height));
        string before = $"{State()}";
        Krita.Evaluate("os.environ['ENLARGER_PROGRAM'] = '/nowhere/enlarger'");
        Gui.Start("upscale");
        Gui.Await("the message", "widget('Enlarger')");
        Gui.Keep("krita-message");
        Krita.Evaluate("os.environ.pop('ENLARGER_PROGRAM')");
        Assert.That((string)Krita.Evaluate("widget('Enlarger').text()")!, Does.StartWith("The program enlarger cannot be started"));
        Krita.Evaluate("widget('Enlarger').close()");
        Assert.That($"{State()}", Is.EqualTo(before));
    }

    private void Show(Raster picture)
    {
        Make(picture);
        Krita.Evaluate("show(document); 0");
        Gui.Await("the layer to be active", "document.activeNode() is not None and document.activeNode() == sky");
    }

    private void Select() => Krita.Evaluate("selection = Selection(); selection.select(24, 14, 62, 52, 255); selection.feather(4); document.setSelection(selection); document.waitForDone()");
}

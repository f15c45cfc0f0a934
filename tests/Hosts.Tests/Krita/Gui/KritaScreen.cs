using Enlarger.Tests.Gimp.Gui;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Krita.Gui;

/// <summary>A Krita with a window on a screen of its own, with a home of its own.</summary>
internal sealed class KritaScreen : IDisposable
{
    private readonly Folder _folder;

    private KritaScreen(Folder folder, VirtualScreen screen, KritaSession krita) => (_folder, Screen, Krita) = (folder, screen, krita);

    /// <summary>The screen.</summary>
    public VirtualScreen Screen { get; }

    /// <summary>Krita.</summary>
    public KritaSession Krita { get; }

    /// <summary>Starts one.</summary>
    public static KritaScreen Start()
    {
        var folder = new Folder();
        Directory.CreateDirectory(folder["screen"]);
        KritaMachine.Install(folder["home"]);
        var screen = VirtualScreen.Start(folder["screen"]);
        var krita = KritaSession.Start(KritaSession.Windows, folder["home"], ("DISPLAY", screen.Display));
        Patiently.Until("Krita's window", () => (bool)krita.Evaluate("app.activeWindow() is not None")!);
        krita.Evaluate("window = app.activeWindow(); window.qwindow().setGeometry(0, 0, 1280, 900)");
        screen.PutMouseAway();
        return new KritaScreen(folder, screen, krita);
    }

    /// <summary>Waits until an expression in Python is true.</summary>
    public void Await(string what, string python) => Patiently.Until(what, () => (bool)Krita.Evaluate($"bool({python})")!);

    /// <summary>Starts a command as its entry in the menu does, and does not wait until it is over.</summary>
    public void Start(string command) => Krita.Evaluate($"QtCore.QTimer.singleShot(0, app.action('enlarger_{command}').trigger)");

    /// <summary>Undoes or does again. Krita does neither before it has shown the last change.</summary>
    public void Step(string direction) => Krita.Evaluate($"settle(); app.action('edit_{direction}').trigger(); document.waitForDone()");

    /// <summary>Takes a picture of the screen when Krita has drawn everything.</summary>
    public void Keep(string name)
    {
        // Menus and canvases are drawn by timers of their own.
        Krita.Evaluate("[(QtWidgets.QApplication.processEvents(), time.sleep(0.05)) for _ in range(12)] and None or 0");
        Screen.Keep(name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Krita.Dispose();
        Screen.Dispose();
        _folder.Dispose();
    }
}

using Enlarger.Imaging;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Gimp.Gui;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3.Gui;

/// <summary>A GIMP 3 with windows on a screen of its own, with a profile and values to remember of its own.</summary>
internal sealed class Gimp3Screen : IDisposable
{
    // From the lower right corner of GIMP's window, where the status bar ends as long as there are no docks beside it.
    private const int CancelFromRight = 45, CancelFromBottom = 18;

    private const int MostDisplays = 100;

    // Without docks, which move as images come and go.
    private const string Session =
        """
        (session-info "toplevel" (factory-entry "gimp-single-image-window") (position 20 60) (size 1000 760) (open-on-exit))
        (hide-docks yes)
        (single-window-mode yes)
        """;

    private const string Preferences = "(last-known-release \"99.0.0\")\n(config-version \"3.0.4\")\n(check-updates no)\n";

    private static readonly PixelSize SmallestMain = new(600, 500);

    // A menu is not always where it was.
    private static readonly (GimpCommand Command, string Key)[] Keys =
        [(GimpCommand.Upscale2x, "2"), (GimpCommand.Upscale4x, "4"), (GimpCommand.Upscale, "u"), (GimpCommand.RestoreBlur, "r"), (GimpCommand.EnhanceCrop, "e")];

    private readonly Folder _folder;

    private Gimp3Screen(Folder folder, VirtualScreen screen, Gimp3Session gimp) => (_folder, Screen, Gimp) = (folder, screen, gimp);

    /// <summary>The screen.</summary>
    public VirtualScreen Screen { get; }

    /// <summary>GIMP.</summary>
    public Gimp3Session Gimp { get; }

    /// <summary>Where the values used last are remembered.</summary>
    public string SettingsFolder => _folder["settings"];

    /// <summary>The window with the image.</summary>
    public ScreenWindow Main => Patiently.Get("GIMP's window", () => Screen.Windows("(– GIMP|GNU Image Manipulation Program)$").FirstOrDefault(IsMain));

    /// <summary>The menus that are open.</summary>
    public ScreenWindow[] Menus => [.. Screen.Windows("^(gimp-3.0|GNU Image Manipulation Program)$").Where(window => !IsMain(window))];

    /// <summary>The messages that GIMP shows.</summary>
    public ScreenWindow[] Messages => Screen.Windows("^GIMP (Message|Error)$");

    /// <summary>Starts one.</summary>
    public static Gimp3Screen Start()
    {
        var folder = new Folder();
        string profile = folder["profile"];
        foreach (string path in new[] { profile, folder["screen"] }) Directory.CreateDirectory(path);
        File.WriteAllLines(Path.Combine(profile, "shortcutsrc"), ["(file-version 1)", .. Keys.Select(key => $"(action \"{key.Command.Procedure}\" \"<Primary><Alt>{key.Key}\")")]);
        File.WriteAllText(Path.Combine(profile, "sessionrc"), Session);
        var screen = VirtualScreen.Start(folder["screen"]);
        var gimp = Gimp3Session.Start(Gimp3Folder.Windows, folder.Path, Preferences, ("DISPLAY", screen.Display));
        screen.PutMouseAway();
        return new Gimp3Screen(folder, screen, gimp);
    }

    /// <summary>Closes every image.</summary>
    public void Empty() => Gimp.Evaluate($"[Gimp.Display.get_by_id(number).delete() for number in range({MostDisplays}) if Gimp.Display.id_is_valid(number)]");

    /// <summary>Shows an image, which becomes the one that keys are for.</summary>
    public Gimp3Image Show(Gimp3Image image)
    {
        image.Evaluate("Gimp.Display.new(image); Gimp.displays_flush(); image.clean_all()");
        Screen.Focus(Main);
        return image;
    }

    /// <summary>Presses keys on GIMP's window.</summary>
    public void Press(params string[] keys)
    {
        Screen.Focus(Main);
        Screen.Press(keys);
    }

    /// <summary>Starts a command as its key does, which is what its entry in the menu does.</summary>
    public void Start(GimpCommand command) => Press($"ctrl+alt+{Keys.First(pair => pair.Command == command).Key}");

    /// <summary>Starts a command and waits until it is over.</summary>
    public void Run(GimpCommand command, Gimp3Image image)
    {
        Start(command);
        AwaitChange(image);
    }

    /// <summary>Waits until a command has changed an image, and is over.</summary>
    public void AwaitChange(Gimp3Image image) => Patiently.Until("the result", () => IsChanged(image) && !EngineWatch.PlugInsOf(Gimp.ProcessId).Any());

    /// <summary>Takes the last step back.</summary>
    public void Undo(Gimp3Image image)
    {
        Press("ctrl+z");
        Patiently.Until("one step of undo to take back everything", () => !IsChanged(image));
    }

    /// <summary>Takes the last step again.</summary>
    public void Redo(Gimp3Image image)
    {
        Press("ctrl+y");
        Patiently.Until("the step again", () => IsChanged(image));
    }

    /// <summary>Presses the button beside the progress bar.</summary>
    public void PressCancel()
    {
        PixelArea window = Main.Area;
        Screen.Click(window.Right - CancelFromRight, window.Bottom - CancelFromBottom);
        Screen.PutMouseAway();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Gimp.Dispose();
        Screen.Dispose();
        _folder.Dispose();
    }

    private static bool IsChanged(Gimp3Image image) => (bool)image.Evaluate("image.is_dirty()");

    private static bool IsMain(ScreenWindow window) => window.Area.Width >= SmallestMain.Width && window.Area.Height >= SmallestMain.Height;
}

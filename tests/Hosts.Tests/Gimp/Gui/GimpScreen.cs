using Enlarger.Imaging;
using Enlarger.Remembered;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp.Gui;

/// <summary>A GIMP with windows on a screen of its own, with a profile, values to remember and temporary files of its own.</summary>
internal sealed class GimpScreen : IDisposable
{
    // From the lower right corner of GIMP's window, where the status bar ends as long as there are no docks beside it.
    private const int CancelFromRight = 45, CancelFromBottom = 18;

    private const int MostDisplays = 100;

    private const string AnyTitle = "(– GIMP|GNU Image Manipulation Program)$";

    // Docks move as images come and go; without them and an image the window would be as small as a message.
    private const string Session =
        """
        (session-info "toplevel" (factory-entry "gimp-single-image-window") (position 100 80) (size 1000 760) (open-on-exit))
        (hide-docks yes)
        (single-window-mode yes)
        """;

    private static readonly PixelSize SmallestMain = new(600, 500);

    // The keys that the profile gives to the commands: a menu is not always where it was.
    private static readonly (GimpCommand Command, string Key)[] Keys =
        [(GimpCommand.Upscale2x, "2"), (GimpCommand.Upscale4x, "4"), (GimpCommand.Upscale, "u"), (GimpCommand.RestoreBlur, "r"), (GimpCommand.EnhanceCrop, "e")];

    private readonly Folder _folder;

    private GimpScreen(Folder folder, VirtualScreen screen, GimpSession gimp)
    {
        (_folder, Screen, Gimp) = (folder, screen, gimp);
        Screen.PutMouseAway();
    }

    /// <summary>The screen.</summary>
    public VirtualScreen Screen { get; }

    /// <summary>GIMP.</summary>
    public GimpSession Gimp { get; }

    /// <summary>The window with the image, which grows with what is in it.</summary>
    public ScreenWindow Main => Patiently.Get("GIMP's window", () => Screen.Windows(AnyTitle).FirstOrDefault(IsMain));

    /// <summary>Where the values used last are remembered.</summary>
    public string SettingsFolder => SettingsOf(_folder);

    /// <summary>The folder of all that is its own.</summary>
    public string Folder => _folder.Path;

    /// <summary>Every file that GIMP and its plug-ins have put anywhere, except the values, the profile and the screen.</summary>
    public IEnumerable<FileInfo> Litter =>
        new[] { TemporaryOf(_folder), CacheOf(_folder) }.SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories));

    /// <summary>The menus that are open.</summary>
    public ScreenWindow[] Menus => [.. Screen.Windows("^GNU Image Manipulation Program$").Where(window => !IsMain(window))];

    /// <summary>The messages that GIMP shows.</summary>
    public ScreenWindow[] Messages => Screen.Windows("^GIMP Message$");

    /// <summary>Starts one.</summary>
    /// <param name="models">The folder of generators.</param>
    /// <param name="preferences">Lines for GIMP's own settings.</param>
    /// <param name="environment">Variables to set besides; null takes one away.</param>
    public static GimpScreen Start(string models, string preferences = "", params (string Name, string? Value)[] environment)
    {
        var folder = new Folder();
        foreach (string name in new[] { TemporaryOf(folder), CacheOf(folder), SettingsOf(folder), folder["profile"], folder["screen"] }) Directory.CreateDirectory(name);
        File.WriteAllLines(Path.Combine(folder["profile"], "menurc"), Keys.Select(key => $"(gtk_accel_path \"<Actions>/plug-in/{key.Command.Procedure}\" \"<Primary><Alt>{key.Key}\")"));
        File.WriteAllText(Path.Combine(folder["profile"], "gimprc"), preferences);
        File.WriteAllText(Path.Combine(folder["profile"], "sessionrc"), Session);
        var screen = VirtualScreen.Start(folder["screen"]);
        var gimp = GimpSession.Start(
            GimpSession.Windows,
            folder.Path,
            models,
            [("DISPLAY", screen.Display), ("TMPDIR", TemporaryOf(folder)), ("XDG_CACHE_HOME", CacheOf(folder)), ("XDG_CONFIG_HOME", folder["config"]), (LastValueStore.FolderVariable, SettingsOf(folder)), .. environment]);
        return new GimpScreen(folder, screen, gimp);
    }

    /// <summary>Closes every image and forgets every value.</summary>
    public void Empty()
    {
        Screen.Focus(Main);
        Screen.Press("Escape");
        foreach (ScreenWindow message in Messages)
        {
            Screen.Focus(message);
            Screen.Press("Escape");
        }

        // GIMP complains of each number that is no display.
        Gimp.Evaluate(
            $"""
            (begin
              (gimp-message-set-handler CONSOLE)
              (do ((display 1 (+ display 1))) ((> display {MostDisplays})) (if (= (car (gimp-display-is-valid display)) TRUE) (gimp-display-delete display)))
              (gimp-message-set-handler MESSAGE-BOX))
            """);
        Gimp.Evaluate("(for-each gimp-image-delete (vector->list (cadr (gimp-image-list))))");
        foreach (string file in Directory.GetFiles(SettingsFolder)) File.Delete(file);
    }

    /// <summary>Shows an image, which becomes the one that keys are for.</summary>
    public GimpImage Show(GimpImage image)
    {
        image.Evaluate("(gimp-display-new image) (gimp-displays-flush) (gimp-image-clean-all image)");
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
    public void Run(GimpCommand command, GimpImage image)
    {
        Start(command);
        AwaitChange(image);
    }

    /// <summary>Opens the menu with the commands.</summary>
    public void OpenMenu()
    {
        Press("alt+r");
        Patiently.Until("the menu of filters", () => Menus.Length == 1);

        // The third from its end.
        Screen.Press("Up", "Up", "Up", "Right");
        Patiently.Until("the menu of Enlarger", () => Menus.Length == 2);
    }

    /// <summary>Waits until a command has changed an image, and is over.</summary>
    public void AwaitChange(GimpImage image) => Patiently.Until("the result", () => IsChanged(image) && !PlugInProcess.Of(Gimp).Any());

    /// <summary>Takes the last step back.</summary>
    public void Undo(GimpImage image)
    {
        Press("ctrl+z");
        Patiently.Until("one step of undo to take back everything", () => !IsChanged(image));
    }

    /// <summary>Takes the last step again.</summary>
    public void Redo(GimpImage image)
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

    private static bool IsChanged(GimpImage image) => image.Evaluate("(car (gimp-image-is-dirty image))").Trim() == "1";

    private static bool IsMain(ScreenWindow window) => window.Area.Width >= SmallestMain.Width && window.Area.Height >= SmallestMain.Height;

    private static string TemporaryOf(Folder folder) => folder["t"];

    private static string CacheOf(Folder folder) => folder["cache"];

    private static string SettingsOf(Folder folder) => folder["settings"];
}

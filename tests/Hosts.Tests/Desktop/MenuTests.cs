using System.Diagnostics;
using Enlarger.Tests.Gimp.Gui;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Desktop;

/// <summary>The real file managers and viewers run the real program from their menus, in windows on a screen in memory.</summary>
[Platform("Linux")]
public sealed class MenuTests : FolderTests
{
    private const int Attempts = 4;

    private const int Starts = 3;

    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(40), Pause = TimeSpan.FromSeconds(1), Work = TimeSpan.FromSeconds(15);

    // The name and the width of the result, and what selects the picture, opens the menu and chooses the command.
    private static readonly TestCaseData[] Hosts =
    [
        new("thunar", "upscaled-2x", 48, new[] { "ctrl+a" }, new[] { "Menu" }, new[] { "Up", "Up", "Up", "Up", "Return" }),
        new("dolphin", "restored", 24, new[] { "ctrl+a" }, new[] { "Menu" }, new[] { "Up", "Up", "Right", "Return" }),
        new("nemo", "restored", 24, new[] { "ctrl+a" }, new[] { "Menu" }, new[] { "Down", "Down", "Down", "Right", "Right", "Return" }),
        new("caja", "restored", 24, new[] { "ctrl+a" }, new[] { "Menu" }, new[] { "Down", "Down", "Down", "Right", "Right", "Return" }),
        new("geeqie", "upscaled-4x", 96, Array.Empty<string>(), new[] { "alt+p" }, new[] { "Down", "Down", "Down", "Return" }),
    ];

    [TestCaseSource(nameof(Hosts))]
    public void A_command_in_the_menu_puts_its_result_beside_the_picture(string host, string suffix, int width, string[] select, string[] open, string[] choose)
    {
        if (((string[])[host, "dbus-run-session", .. VirtualScreen.Programs]).FirstOrDefault(program => !Programs.Has(program)) is { } missing)
        {
            Assert.Ignore($"{missing} is not installed: the menu of {host} is not tried.");
        }

        var machine = new DesktopMachine(Folder);
        machine.Make();
        machine.Enlarger("install", host);
        string picture = Raster.Sample(24, 17, "rgb8").Save(Path.Combine(machine.Pictures, "it's 写.png"));
        string result = Path.Combine(machine.Pictures, $"it's 写-{suffix}.png");

        using VirtualScreen screen = VirtualScreen.Start(Directory.CreateDirectory(Folder["screen"]).FullName);
        (Process program, ScreenWindow window) = host == "geeqie" ? Open(machine, screen, host, picture, "Geeqie") : Open(machine, screen, host, machine.Pictures, "pictures");
        try
        {
            for (int attempt = 1; attempt <= Attempts && !File.Exists(result); attempt++)
            {
                Thread.Sleep(Pause);
                screen.Press("Escape");
                screen.Focus(window);
                if (select.Length > 0) screen.Press(select);
                Thread.Sleep(Pause);
                screen.Press(open);
                Thread.Sleep(Pause);
                foreach (string key in choose)
                {
                    if (key == "Return") screen.Keep($"{host}-menu");
                    screen.Press(key);
                }

                SpinWait.SpinUntil(() => File.Exists(result), Work);
            }

            Assert.That(result, Does.Exist);
            Assert.That(Raster.Read(result).Size.Width, Is.EqualTo(width));
        }
        finally
        {
            screen.Keep($"{host}-result");
            End(program);
        }
    }

    // Some wait for services of a desktop at times that is none, and never show a window: that is theirs, so they are started again.
    private static (Process Program, ScreenWindow Window) Open(DesktopMachine machine, VirtualScreen screen, string host, string argument, string title)
    {
        for (int start = 1; start <= Starts; start++)
        {
            Process program = Start(machine, screen, host, argument);
            ScreenWindow? window = null;
            if (SpinWait.SpinUntil(() => (window = Look(screen, title)) is not null, Opening)) return (program, window!);
            End(program);
        }

        Assert.Ignore($"{host} shows no window on this machine: its menu is not tried.");
        throw new NotSupportedException();
    }

    private static ScreenWindow? Look(VirtualScreen screen, string title)
    {
        Thread.Sleep(Pause);
        return screen.Windows(title).FirstOrDefault();
    }

    private static void End(Process program)
    {
        program.Kill(entireProcessTree: true);
        program.WaitForExit();
        program.Dispose();
    }

    private static Process Start(DesktopMachine machine, VirtualScreen screen, string host, string argument)
    {
        var start = new ProcessStartInfo("dbus-run-session", ["--", host, argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string? value) in machine.Environment) start.Environment[name] = value;
        start.Environment["DISPLAY"] = screen.Display;
        // Without a bus for accessibility, for which GTK would wait.
        start.Environment["NO_AT_BRIDGE"] = "1";
        Process program = Process.Start(start)!;
        program.OutputDataReceived += (_, _) => { };
        program.ErrorDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }
}

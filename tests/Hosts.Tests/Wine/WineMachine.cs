using System.Diagnostics;
using System.Globalization;
using Enlarger.Models;
using Enlarger.Remembered;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Wine;

/// <summary>A Windows of the tests' own, without a screen until one is given to it.</summary>
internal static class WineMachine
{
    /// <summary>Long for a machine that does several things at once; a hang is noticed none the less.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly string Prefix = Path.Combine(Repository.Root, "artifacts", "wine");
    private static readonly string SystemFolder = Path.Combine(Prefix, "drive_c", "windows", "system32");

    // Where Linux draws addresses by lot, the heap of one program in a thousand comes to lie where Wine 8 has to map what all programs of Windows share
    // ("failed to map the shared user data"), and that one does not start. A container may forbid to ask for fixed addresses.
    private static readonly string[] Loader = Programs.Has("setarch") && Run("setarch", "-R", "true").ExitCode == 0 ? ["setarch", "-R", "wine"] : ["wine"];
    private static Process? _screen;
    private static string? _display;

    /// <summary>Its drive C.</summary>
    public static string Drive { get; } = Path.Combine(Prefix, "drive_c");

    /// <summary>What programs in it call one of our paths.</summary>
    public static string PathOf(string path) => Path.GetFullPath(path) is var full && full.StartsWith(Drive + '/', StringComparison.Ordinal)
        ? "C:" + full[Drive.Length..].Replace('/', '\\')
        : "Z:" + full.Replace('/', '\\');

    /// <summary>Makes it, unless an earlier run has.</summary>
    public static void Make()
    {
        Directory.CreateDirectory(Prefix);
        if (!Directory.Exists(SystemFolder))
        {
            Do("wineboot", "--init");
            Do("winecfg", "-v", "win10");
        }

        // Every Windows since 7 has it, Wine 8 does not, and libvips asks it for random numbers.
        File.WriteAllBytes(Path.Combine(SystemFolder, "bcryptprimitives.dll"), ForwardingLibrary.Make("ProcessPrng", "advapi32.SystemFunction036"));

        // What an earlier run found out about its devices shall not save this one the trouble.
        foreach (string user in Directory.GetDirectories(Path.Combine(Prefix, "drive_c", "users")))
        {
            string devices = Path.Combine(user, "AppData", "Local", "Enlarger", "devices");
            if (Directory.Exists(devices)) Directory.Delete(devices, recursive: true);
        }

        // Windows brings its own, older ones, which nothing of ours may end in.
        foreach (string decoy in new[] { "onnxruntime.dll", "DirectML.dll" }) File.WriteAllText(Path.Combine(SystemFolder, decoy), "Not ours.");

        // Windows Forms asks windows of Windows 10 for what Wine 8 does not have.
        Do("reg", "add", @"HKCU\Software\Wine\AppDefaults\" + Path.GetFileName(PaintDotNetProgram.Executable), "/v", "Version", "/d", "win81", "/f");
        Stop();
    }

    /// <summary>Runs the program over the generators of this machine's user.</summary>
    public static ProcessRun Enlarger(params string[] arguments) => EnlargerOver(ModelStore.DefaultFolder, arguments);

    /// <summary>Runs the program over the generators in that folder.</summary>
    public static ProcessRun EnlargerOver(string models, params string[] arguments) =>
        Wine([WindowsProgram.Executable, .. arguments], null, (ModelStore.FolderVariable, PathOf(models)));

    /// <summary>Runs the program between bytes.</summary>
    public static ProcessRun EnlargerBetween(byte[] input, params string[] arguments) => Wine([WindowsProgram.Executable, .. arguments], input);

    /// <summary>Runs a program that is not ours alone.</summary>
    /// <param name="program">A file, or the name of a program that comes with it.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessRun Program(string program, params string[] arguments) => Wine([program, .. arguments]);

    /// <summary>Runs a program that is not ours alone, which must succeed.</summary>
    public static void Do(string program, params string[] arguments)
    {
        ProcessRun run = Program(program, arguments);
        Assert.That(run.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}: {run.Output}{run.Error}");
    }

    /// <summary>Runs a program over the generators in that folder.</summary>
    public static ProcessRun ProgramOver(string models, string program, params string[] arguments) =>
        Wine([program, .. arguments], null, (ModelStore.FolderVariable, PathOf(models)));

    /// <summary>Starts a program that goes on until it is killed.</summary>
    public static Process Start(string program)
    {
        var start = new ProcessStartInfo(Loader[0], [.. Loader[1..], program]);
        foreach ((string name, string? value) in Environment()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs what Explorer's context menu starts.</summary>
    public static ProcessRun Explorer(params string[] arguments) =>
        Wine([Path.Combine(WindowsProgram.Folder, "enlarger-explorer.exe"), .. arguments], null, (ModelStore.FolderVariable, PathOf(ModelStore.DefaultFolder)));

    /// <summary>Whether the screen shows a window of that title.</summary>
    /// <param name="title">The title, as a regular expression.</param>
    public static bool HasWindow(string title) => Run("xdotool", "search", "--onlyvisible", "--name", title).ExitCode == 0;

    /// <summary>Gives a window the keyboard and presses a key, if it is there.</summary>
    /// <param name="title">The title, as a regular expression.</param>
    /// <param name="key">The key, as X calls it.</param>
    public static void Key(string title, string key) => Run("xdotool", "search", "--onlyvisible", "--name", title, "windowfocus", "--sync", "key", key);

    /// <summary>Keeps a picture of the screen.</summary>
    /// <param name="name">Its name.</param>
    public static void Shoot(string name)
    {
        if (Programs.Has("import")) Run("import", "-window", "root", Screenshots.File(name));
    }

    /// <summary>Runs what plays Paint.NET, over the generators in that folder, for a user who has chosen nothing yet.</summary>
    public static ProcessRun PaintDotNet(string models, params string[] arguments)
    {
        DirectoryInfo settings = Directory.CreateTempSubdirectory("enlarger-test-");
        try
        {
            return Wine([PaintDotNetProgram.Executable, .. arguments], null, (ModelStore.FolderVariable, PathOf(models)), (LastValueStore.FolderVariable, PathOf(settings.FullName)));
        }
        finally
        {
            settings.Delete(recursive: true);
        }
    }

    /// <summary>Gives it a screen with Direct3D, or has the tests ignored.</summary>
    public static void DemandScreen()
    {
        if (!Programs.Has("Xvfb")) Assert.Ignore("Xvfb is not installed: what needs a screen of Windows is not tried.");
        if (!Directory.Exists("/usr/share/vulkan/icd.d")) Assert.Ignore("There is no Vulkan driver (mesa-vulkan-drivers): what needs a screen of Windows is not tried.");
        PlugInScreen();
    }

    /// <summary>Takes the screen away.</summary>
    public static void UnplugScreen()
    {
        Stop();
        _screen?.Kill();
        _screen?.Dispose();
        (_screen, _display) = (null, null);
    }

    /// <summary>Ends all that runs in it.</summary>
    public static void Stop()
    {
        // Exit code 1: nothing runs.
        Run("wineserver", "--kill");
        Run("wineserver", "--wait");
    }

    // Windows remembers as long as it runs that it has none, so it is restarted.
    private static void PlugInScreen()
    {
        Stop();
        _screen = Process.Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _display = ":" + int.Parse(_screen.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    private static ProcessRun Wine(string[] arguments, byte[]? input = null, params (string Name, string? Value)[] environment) =>
        Run(Loader[0], [.. Loader[1..], .. arguments], input, environment);

    private static ProcessRun Run(string program, params string[] arguments) => Run(program, arguments, null);

    private static ProcessRun Run(string program, string[] arguments, byte[]? input, params (string Name, string? Value)[] environment) => ProcessRun.Of(
        program,
        arguments,
        Patience,
        input,
        [.. Environment(), .. environment]);

    private static (string Name, string? Value)[] Environment() =>
    [
        ("WINEPREFIX", Prefix),
        ("WINEDEBUG", "-all"),
        ("WINEDLLOVERRIDES", "mshtml=;winedbg.exe,winemenubuilder.exe=d"),
        ("DISPLAY", _display),
        ("LC_ALL", "C.UTF-8"),

        // Wine 8 does not get by with code whose memory is written to by another address: .NET dies as soon as it unloads some.
        ("DOTNET_EnableWriteXorExecute", "0"),
    ];
}

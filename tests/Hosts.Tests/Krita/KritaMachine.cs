using Enlarger.Models;
using Enlarger.Remembered;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Krita;

/// <summary>A Krita without windows that all tests share, with the plug-in as its command installs it, and generators that tests share.</summary>
internal static class KritaMachine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static Folder? _folder;
    private static KritaSession? _session;

    /// <summary>Krita, a new one if a test has killed the last.</summary>
    public static KritaSession Session
    {
        get
        {
            if (_session is { IsAlive: true }) return _session;
            _session?.Dispose();
            return _session = KritaSession.Start(KritaSession.Runner, _folder!["home"]);
        }
    }

    /// <summary>Makes what is shared; Krita itself starts when it is first asked.</summary>
    public static void Make()
    {
        _folder = new Folder();
        GimpMachine.Make();
        Install(_folder["home"]);
    }

    /// <summary>Ends Krita.</summary>
    public static void Remove()
    {
        _session?.Dispose();
        _folder?.Dispose();
        (_session, _folder) = (null, null);
        GimpMachine.Remove();
    }

    /// <summary>What Krita says where its scripts do not run, as on a machine that has it without Python's Qt; null where they do.</summary>
    public static string? Problem()
    {
        using var folder = new Folder();
        folder.Write("probe.py", "import os, sys\ndef main(*_):\n    open(os.environ['HOME'] + '/ran', 'w').close()\n"u8.ToArray());
        string home = Directory.CreateDirectory(folder["home"]).FullName;
        MakeHome(home);
        (string Name, string? Value)[] variables = [.. Environment(home), ("QT_QPA_PLATFORM", "offscreen"), ("PYTHONPATH", folder.Path)];
        ProcessRun run = ProcessRun.Of(KritaSession.Runner, ["-s", "probe", "-f", "main"], Patience, null, variables);
        return File.Exists(Path.Combine(home, "ran")) ? null : run.Error;
    }

    /// <summary>Installs the plug-in for a user who has that folder, and nothing else.</summary>
    public static void Install(string home)
    {
        MakeHome(home);
        ProcessRun installed = ProcessRun.Of(RealProgram.Path, ["install", "krita"], Patience, null, Environment(home));
        Assert.That(installed.ExitCode, Is.Zero, installed.Error);
    }

    /// <summary>The variables that make a folder a user's home.</summary>
    public static (string Name, string? Value)[] Environment(string home) =>
    [
        ("HOME", home),
        ("XDG_DATA_HOME", Path.Combine(home, "data")),
        ("XDG_CONFIG_HOME", Path.Combine(home, "config")),
        ("XDG_CACHE_HOME", Path.Combine(home, "cache")),
        ("XDG_RUNTIME_DIR", Path.Combine(home, "run")),
        ("TMPDIR", Path.Combine(home, "t")),
        (ModelStore.FolderVariable, GimpMachine.Store.Folder),
        (LastValueStore.FolderVariable, Path.Combine(home, "settings")),
        ("LC_ALL", "C.UTF-8"),

        // Krita's Python takes its libraries from beside the first python3 on the path, which may be a developer's own and have none of Qt's.
        ("PATH", "/usr/local/bin:/usr/bin:/bin"),
    ];

    private static void MakeHome(string home)
    {
        foreach (string folder in new[] { "data", "config", "cache", "run", "t", "settings" }) Directory.CreateDirectory(Path.Combine(home, folder));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(home, "run"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

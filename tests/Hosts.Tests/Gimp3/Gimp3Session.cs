using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Enlarger.Models;
using Enlarger.Remembered;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>
/// A GIMP 3 with a profile of its own that evaluates Python: it runs session.py in batch mode. A GIMP that does not answer is killed, and
/// the test fails with what it said.
/// </summary>
internal sealed partial class Gimp3Session : PythonSession
{
    // On a machine that does several things at once; a hang is noticed none the less.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private int _heard;

    private Gimp3Session(ProcessStartInfo start, IEnumerable<(string Name, string? Value)> variables, int port)
        : base("GIMP", start, variables, port, Patience, sentence => new GimpException(sentence))
    {
    }

    /// <summary>What its libraries and the plug-in's Python complained of since this was asked last, but for what GIMP's own plug-ins say too as they end.</summary>
    public string[] Complaints
    {
        get
        {
            string[] lines = Said.Split('\n'), latest = lines[_heard..];
            _heard = lines.Length - 1;
            return [.. latest.Where(line => Complaint().IsMatch(line))];
        }
    }

    /// <summary>Starts a GIMP and waits until it answers.</summary>
    /// <param name="program"><see cref="Gimp3Folder.Console"/> or <see cref="Gimp3Folder.Windows"/>.</param>
    /// <param name="folder">A folder for its profile, caches, remembered values and temporary files. It must outlive the session.</param>
    /// <param name="preferences">Lines for GIMP's own settings.</param>
    /// <param name="environment">Variables to set, such as DISPLAY; null takes one away.</param>
    public static Gimp3Session Start(string program, string folder, string preferences = "", params (string Name, string? Value)[] environment)
    {
        string profile = Path.Combine(folder, "profile"), temporary = Path.Combine(folder, "t"), settings = Path.Combine(folder, "settings");
        foreach (string path in new[] { Path.Combine(profile, "plug-ins"), temporary, settings }) Directory.CreateDirectory(path);
        Directory.CreateSymbolicLink(Path.Combine(profile, "plug-ins", "enlarger-gimp3"), Gimp3Machine.PlugIn);
        File.WriteAllText(Path.Combine(profile, "gimprc"), $"(show-welcome-dialog no)\n{preferences}");

        int port = FreePort();
        string script = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Hosts.Tests", "Gimp3", "session.py"));
        string[] arguments = ["--no-data", "--no-splash", "--new-instance", .. program == Gimp3Folder.Console ? (string[])["--no-interface"] : [], "--batch-interpreter", "python-fu-eval", "--batch", script];
        var start = new ProcessStartInfo(Path.Combine(Gimp3Machine.Programs, program), arguments);
        (string Name, string? Value)[] variables =
        [
            ("GIMP3_DIRECTORY", profile),
            ("HOME", folder),
            ("XDG_CACHE_HOME", Path.Combine(folder, "cache")),
            ("XDG_CONFIG_HOME", Path.Combine(folder, "config")),
            ("TMPDIR", temporary),
            ("ENLARGER_TEST_PORT", port.ToString(CultureInfo.InvariantCulture)),
            (ModelStore.FolderVariable, GimpMachine.Store.Folder),
            (LastValueStore.FolderVariable, settings),
            ("LC_ALL", "C.UTF-8"),
            ("DISPLAY", null),
            .. environment,
        ];
        return new Gimp3Session(start, variables, port);
    }

    [GeneratedRegex("^(?!.*gimp_flush.*Broken pipe).*(CRITICAL|WARNING|Traceback|Warning:)")]
    private static partial Regex Complaint();
}

using System.Diagnostics;
using System.Globalization;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Krita;

/// <summary>A Krita with settings of its own that evaluates Python. One that does not answer is killed, and the test fails with what it said.</summary>
internal sealed class KritaSession : PythonSession
{
    /// <summary>The program without windows, in which nothing is active and no action is there.</summary>
    public const string Runner = "kritarunner";

    /// <summary>The program with windows, which needs a screen.</summary>
    public const string Windows = "krita";

    // On a machine that does several things at once; a hang is noticed none the less.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private KritaSession(ProcessStartInfo start, IEnumerable<(string Name, string? Value)> variables, int port)
        : base("Krita", start, variables, port, Patience, sentence => new KritaException(sentence))
    {
    }

    private static string Script => Path.Combine(Repository.Root, "tests", "Hosts.Tests", "Krita", "session.py");

    /// <summary>Starts a Krita and waits until it answers.</summary>
    /// <param name="program"><see cref="Runner"/> or <see cref="Windows"/>.</param>
    /// <param name="home">A home in which the plug-in is installed.</param>
    /// <param name="environment">Variables to set, such as DISPLAY; null takes one away.</param>
    public static KritaSession Start(string program, string home, params (string Name, string? Value)[] environment)
    {
        string plugIns = Path.Combine(home, "data", "krita", "pykrita");
        if (program == Windows) AddPlugIn(home, plugIns);
        int port = FreePort();
        string[] arguments = program == Windows ? ["--nosplash"] : ["-s", "session", "-f", "main"];
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = home };
        (string Name, string? Value)[] variables =
        [
            .. KritaMachine.Environment(home),
            ("QT_QPA_PLATFORM", program == Windows ? null : "offscreen"),
            ("PYTHONPATH", $"{Path.GetDirectoryName(Script)}:{plugIns}"),
            ("PYTHONDONTWRITEBYTECODE", "1"),
            ("ENLARGER_TEST_PORT", port.ToString(CultureInfo.InvariantCulture)),
            .. environment,
        ];
        return new KritaSession(start, variables, port);
    }

    // What answers is a plug-in of its own.
    private static void AddPlugIn(string home, string plugIns)
    {
        File.WriteAllText(
            Path.Combine(plugIns, "session_plugin.desktop"),
            "[Desktop Entry]\nType=Service\nServiceTypes=Krita/PythonPlugin\nX-KDE-Library=session_plugin\nX-Python-2-Compatible=false\nName=Session\nComment=Tests\n");
        string folder = Path.Combine(plugIns, "session_plugin");
        Directory.CreateDirectory(folder);
        File.Copy(Script, Path.Combine(folder, "__init__.py"), overwrite: true);
        string settings = Path.Combine(home, "config", "kritarc");
        string text = File.ReadAllText(settings);
        Assert.That(text, Does.Contain("[python]\nenable_enlarger=true\n"), "the plug-in is switched on");
        if (!text.Contains("enable_session_plugin", StringComparison.Ordinal)) File.WriteAllText(settings, text.Replace("[python]\n", "[python]\nenable_session_plugin=true\n", StringComparison.Ordinal));
    }
}

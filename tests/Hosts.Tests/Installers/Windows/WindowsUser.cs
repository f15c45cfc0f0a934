using System.Text;
using System.Text.RegularExpressions;
using Enlarger.Tests.Support;
using Enlarger.Tests.Wine;

namespace Enlarger.Tests.Installers.Windows;

/// <summary>
/// A user of Windows with folders of their own, a space and foreign scripts in their name; the machine is as it was when they are
/// gone. Before and after are compared by what lies on drive C, but for temporary files, and by the registry's parts for programs.
/// </summary>
internal sealed partial class WindowsUser : IDisposable
{
    private const string ShellFolders = @"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders";

    // What lies above the machine's environment is left out: there NSIS asks Windows to remove, with the next start, the copy that an uninstaller works as.
    private static readonly string[] Hives =
        [@"HKCU\Software", @"HKCU\Environment", @"HKLM\Software", @"HKLM\System\CurrentControlSet\Control\Session Manager\Environment"];

    private readonly Folder _registry = new();
    private readonly Folder _models = new();
    private readonly string _before;

    /// <summary>Makes one.</summary>
    /// <param name="environment">The text of PATH, if there is one.</param>
    public WindowsUser(string? environment = null)
    {
        Export(ShellFolders, "folders.reg");
        Export(@"HKCU\Environment", "environment.reg");
        foreach (string folder in new[] { Local, Roaming, Documents, Temporary }) Directory.CreateDirectory(folder);
        Import(
            // Every Windows has it.
            @"[HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Uninstall]",
            $"[{ShellFolders}]", Value("Local AppData", Local), Value("AppData", Roaming), Value("Personal", Documents),
            @"[HKEY_CURRENT_USER\Environment]", Value("TEMP", Temporary), Value("TMP", Temporary), environment is null ? "" : $"\"Path\"=\"{environment.Replace(@"\", @"\\", StringComparison.Ordinal)}\"");
        _before = State();
    }

    /// <summary>Their name.</summary>
    public static string Name => "山田 Ünal";

    /// <summary>The folder of their settings.</summary>
    public static string Local { get; } = FolderOf("AppData", "Local");

    /// <summary>The folder of their settings that follow them.</summary>
    public static string Roaming { get; } = FolderOf("AppData", "Roaming");

    /// <summary>Their documents.</summary>
    public static string Documents { get; } = FolderOf("Documents");

    /// <summary>Where Enlarger is installed for them alone.</summary>
    public static string Program { get; } = Path.Combine(Local, "Programs", "Enlarger");

    /// <summary>Where Enlarger is installed for everybody.</summary>
    public static string SharedProgram { get; } = OnDrive("Program Files", "Enlarger");

    private static string Temporary { get; } = FolderOf("Temp");

    /// <summary>A path on drive C.</summary>
    public static string OnDrive(params string[] names) => Path.Combine([WineMachine.Drive, .. names]);

    /// <summary>Runs an installer, or an uninstaller, silently.</summary>
    /// <returns>Its exit code, and the last line of what it told.</returns>
    public static (int ExitCode, string Sentence) Setup(string file, params string[] arguments)
    {
        string log = Path.Combine(Temporary, "Enlarger-setup.log");
        File.Delete(log);
        ProcessRun run = Silently(file, arguments);
        string[] lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        if (lines.Length > 0) Assert.That(run.Error, Does.Contain(lines[^1]), "The caller reads it from standard error, too.");
        return (run.ExitCode, lines.LastOrDefault() ?? "");
    }

    /// <summary>Installs, which must succeed.</summary>
    public static void Install(string file, params string[] arguments) => Assert.That(Setup(file, arguments), Is.EqualTo((0, "Done.")));

    /// <summary>Uninstalls, which must succeed, and waits until it has: the uninstaller goes on as a copy of itself.</summary>
    public static void Uninstall(string folder, params string[] arguments)
    {
        string log = Path.Combine(Temporary, "Enlarger-setup.log");
        File.Delete(log);
        Assert.That(WineMachine.Program(Path.Combine(folder, "uninstall.exe"), ["/S", .. arguments]).ExitCode, Is.Zero);
        for (int tries = 0; tries < 300 && !File.Exists(log); tries++) Thread.Sleep(100);
        Assert.That(File.ReadAllText(log).Trim(), Is.EqualTo("Done."));
    }

    /// <summary>Runs the installed program, without any generators but those that are installed.</summary>
    public ProcessRun Enlarger(string folder, params string[] arguments) => WineMachine.ProgramOver(_models.Path, Path.Combine(folder, "enlarger.exe"), arguments);

    /// <summary>What a key of the registry holds, in the format of its editor but without escapes and with texts as texts; empty where there is none.</summary>
    public static string Registry(string key)
    {
        using var folder = new Folder();
        if (WineMachine.Program("reg", "export", key, WineMachine.PathOf(folder["key.reg"]), "/y").ExitCode != 0) return "";
        string text = File.ReadAllText(folder["key.reg"]).ReplaceLineEndings("\n").Replace("\\\n  ", "", StringComparison.Ordinal);
        text = Expandable().Replace(text, match => '"' + Encoding.Unicode.GetString(Convert.FromHexString(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal))).TrimEnd('\0') + '"');
        return text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
    }

    /// <summary>A value of the registry, or an empty text.</summary>
    public static string Registry(string key, string name)
    {
        string start = $"\"{name}\"=";
        string line = Registry(key).Split('\n').FirstOrDefault(it => it.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ?? start;
        string value = line[start.Length..];
        return value.StartsWith('"') ? value[1..^1] : value;
    }

    /// <summary>Whether there is nothing on the machine that was not there when this user came.</summary>
    public void AssertNothingIsLeft() => Assert.That(State(), Is.EqualTo(_before));

    /// <summary>Writes values to the registry, in the format of its editor.</summary>
    public void Import(params string[] lines)
    {
        string file = _registry["import.reg"];
        File.WriteAllText(file, "Windows Registry Editor Version 5.00\r\n\r\n" + string.Join("\r\n", lines) + "\r\n", Encoding.Unicode);
        WineMachine.Do("reg", "import", WineMachine.PathOf(file));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (string folder in new[] { Program, SharedProgram })
        {
            if (File.Exists(Path.Combine(folder, "uninstall.exe"))) Silently(Path.Combine(folder, "uninstall.exe"), $"_?={WineMachine.PathOf(folder)}");
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }

        foreach (string key in new[] { "HKCU", "HKLM" })
        {
            WineMachine.Program("reg", "delete", $@"{key}\Software\Enlarger", "/f");
            WineMachine.Program("reg", "delete", $@"{key}\Software\Classes\Enlarger.Pictures", "/f");
            WineMachine.Program("reg", "delete", $@"{key}\Software\Microsoft\Windows\CurrentVersion\Uninstall\Enlarger", "/f");
        }

        WineMachine.Program("reg", "delete", @"HKCU\Environment", "/v", "Path", "/f");
        foreach (string file in new[] { "folders.reg", "environment.reg" }) WineMachine.Program("reg", "import", WineMachine.PathOf(_registry[file]));
        Directory.Delete(OnDrive("users", Name), recursive: true);
        _registry.Dispose();
        _models.Dispose();
    }

    // Where Windows notes what it found the last time that anybody asked for a folder.
    [GeneratedRegex(@"\r\n\[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Shell Folders\]\r\n([^\r\n]+\r\n)*")]
    private static partial Regex RememberedFolders();

    [GeneratedRegex(@"hex\(2\):([0-9a-f,]*)")]
    private static partial Regex Expandable();

    // The last switch is read to its end, and must not stand in the quotation marks with which words with spaces are passed on.
    private static ProcessRun Silently(string file, params string[] arguments) =>
        WineMachine.Program(file, ["/S", .. arguments.SelectMany(it => it.StartsWith("/D=", StringComparison.Ordinal) || it.StartsWith("_?=", StringComparison.Ordinal) ? it.Split(' ') : [it])]);

    private static string FolderOf(params string[] names) => OnDrive(["users", Name, .. names]);

    private static string Value(string name, string path) => $"\"{name}\"=\"{WineMachine.PathOf(path).Replace(@"\", @"\\", StringComparison.Ordinal)}\"";

    private void Export(string key, string name) => WineMachine.Do("reg", "export", key, WineMachine.PathOf(_registry[name]), "/y");

    private string State()
    {
        IEnumerable<string> files = Directory.GetFileSystemEntries(WineMachine.Drive, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => !file.StartsWith(Temporary, StringComparison.Ordinal) && !file.StartsWith(OnDrive("windows"), StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var state = new StringBuilder(string.Join('\n', files));
        foreach (string hive in Hives)
        {
            Export(hive, "state.reg");
            state.Append('\n').Append(RememberedFolders().Replace(File.ReadAllText(_registry["state.reg"]), ""));
        }

        return state.ToString();
    }
}

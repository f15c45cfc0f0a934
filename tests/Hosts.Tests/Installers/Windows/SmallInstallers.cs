using Enlarger.Tests.Support;
using Enlarger.Tests.Wine;

namespace Enlarger.Tests.Installers.Windows;

/// <summary>
/// Installers of little, made by the script that makes the real one: a program without the libraries that run generators and read
/// pictures, and two generators.
/// </summary>
internal static class SmallInstallers
{
    /// <summary>The generator that can be left out.</summary>
    public const string Generator = "realesrgan-x4plus-anime";

    /// <summary>The version that lies in the middle.</summary>
    public const string Version = "1.0.0";

    private static readonly string Folder = Path.Combine(BuiltInstallers.Folder, "small");

    /// <summary>What the installers are made of.</summary>
    public static string Stage { get; } = Path.Combine(Folder, "stage");

    /// <summary>One of version <see cref="Version"/>.</summary>
    public static string Installer { get; private set; } = "";

    /// <summary>An older one, with a file that the newer one has not.</summary>
    public static string Older { get; private set; } = "";

    /// <summary>A newer one with a damaged generator.</summary>
    public static string Damaged { get; private set; } = "";

    /// <summary>Makes them.</summary>
    public static void Make()
    {
        Remove();
        string built = Path.Combine(BuiltInstallers.Stage, "windows");
        Copy(Path.Combine(built, "program"), Path.Combine(Stage, "windows", "program"), file => !file.StartsWith("runtimes/", StringComparison.Ordinal));
        Copy(Path.Combine(built, "paint.net", "Enlarger"), Path.Combine(Stage, "windows", "paint.net", "Enlarger"), file => file.StartsWith("Enlarger", StringComparison.Ordinal));
        Copy(Path.Combine(BuiltInstallers.Stage, "models"), Path.Combine(Stage, "models"), file => file == "realesr-general-x4.onnx" || file.StartsWith(Generator, StringComparison.Ordinal));

        // Explorer's menu needs a file of this name, and no more.
        File.Copy(Path.Combine(Stage, "windows", "program", "enlarger.exe"), Path.Combine(Stage, "windows", "program", "enlarger-explorer.exe"), overwrite: true);
        Installer = Pack(Version);

        string extra = Path.Combine(Stage, "windows", "program", "of old", "extra.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(extra)!);
        File.WriteAllText(extra, "Nobody needs this any more.");
        Older = Pack("0.0.9");
        Directory.Delete(Path.GetDirectoryName(extra)!, recursive: true);

        string generator = Path.Combine(Stage, "models", $"{Generator}.onnx");
        byte[] bytes = File.ReadAllBytes(generator);
        bytes[bytes.Length / 2] ^= 1;
        string damaged = generator + ".damaged";
        File.WriteAllBytes(damaged, bytes);
        string kept = generator + ".kept";
        File.Move(generator, kept);
        File.Move(damaged, generator);
        Damaged = Pack("1.0.1");
        File.Move(kept, generator, overwrite: true);
    }

    /// <summary>Packs the stage.</summary>
    /// <param name="version">The version that the installer gets.</param>
    /// <param name="environment">Variables to set.</param>
    public static string Pack(string version, params (string Name, string? Value)[] environment)
    {
        string output = Path.Combine(Folder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(output);
        ProcessRun run = ProcessRun.Of(
            Path.Combine(Repository.Root, "installer", "windows", "pack.sh"), [Stage, output, version, "fast"], TimeSpan.FromMinutes(2), null, [("SOURCE_DATE_EPOCH", "1700000000"), .. environment]);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        string installer = Path.Combine(output, $"enlarger-{version}-windows-x64.exe");
        Assert.That(Directory.GetFileSystemEntries(output), Is.EqualTo(new[] { installer }));
        return installer;
    }

    /// <summary>Makes a program for Windows that waits until it is killed.</summary>
    /// <param name="file">The program.</param>
    /// <param name="ready">The file that it makes when it runs.</param>
    public static void MakeWaiting(string file, string ready)
    {
        string script = file + ".nsi";
        File.WriteAllLines(script, ["Unicode true", "Target amd64-unicode", "SilentInstall silent", "RequestExecutionLevel user", "Name waiting", $"OutFile \"{file}\"", "Section", $"FileOpen $0 \"{WineMachine.PathOf(ready)}\" w", "FileClose $0", "Sleep 3600000", "SectionEnd"]);
        ProcessRun run = ProcessRun.Of("makensis", ["-V1", "-NOCD", "-INPUTCHARSET", "UTF8", script], TimeSpan.FromMinutes(1), null, ("LC_ALL", "C.UTF-8"));
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        File.Delete(script);
        File.Delete(ready);
    }

    /// <summary>Removes them.</summary>
    public static void Remove()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    // Copies, since the date of a link would be that of the file of the real stage, too.
    private static void Copy(string from, string to, Func<string, bool> isWanted)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(from, file);
            if (!isWanted(name)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, name))!);
            File.Copy(file, Path.Combine(to, name));
        }
    }
}

using Enlarger.Tests.Support;

namespace Enlarger.Tests.Installers.Linux;

/// <summary>The packages that are tried: those that the build command makes, and smaller ones of other versions.</summary>
internal static class LinuxPackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static Folder? _folder;
    private static string? _older, _newer;

    /// <summary>The version that was built.</summary>
    public static string Version { get; private set; } = "";

    /// <summary>Where those lie that the build command made.</summary>
    public static string Built => BuiltInstallers.Folder;

    /// <summary>The built package for Debian.</summary>
    public static string Debian => Path.Combine(Built, DebianName(Version));

    /// <summary>The built archive.</summary>
    public static string Archive => Path.Combine(Built, ArchiveName(Version));

    /// <summary>The built program, before it was packed.</summary>
    public static string Program => Path.Combine(BuiltInstallers.Stage, "linux", "program", "enlarger");

    /// <summary>A package's name.</summary>
    public static string DebianName(string version) => $"enlarger_{version}_amd64.deb";

    /// <summary>An archive's name.</summary>
    public static string ArchiveName(string version) => $"enlarger-{version}-linux-x64.tar.xz";

    /// <summary>Builds them.</summary>
    public static void Build()
    {
        BuiltInstallers.Build("linux", "dpkg-deb");
        // Packages of older versions may lie beside those that were just built, and the list of sums has these alone.
        Version = File.ReadLines(Path.Combine(Built, "SHA256SUMS")).Single(line => line.EndsWith("_amd64.deb", StringComparison.Ordinal)).Split('_')[1];
    }

    /// <summary>An older version with a single generator and a file that only it has, packed when it is first asked for.</summary>
    public static string Older => _older ??= PackSmall("0.0.1", "only-in-the-older.dll");

    /// <summary>A newer one.</summary>
    public static string Newer => _newer ??= PackSmall("0.0.2", "only-in-the-newer.dll");

    /// <summary>Packs the newer one once more.</summary>
    /// <returns>The folder with the packages.</returns>
    public static string PackNewerAgain() => PackSmall("0.0.2", "only-in-the-newer.dll");

    /// <summary>Removes what was packed here.</summary>
    public static void Remove() => _folder?.Dispose();

    /// <summary>Runs a program of this machine, which must end well.</summary>
    /// <returns>What it printed.</returns>
    public static string Demand(string program, params string[] arguments)
    {
        ProcessRun run = ProcessRun.Of(program, arguments, Patience);
        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        return run.Output;
    }

    private static string PackSmall(string version, string more)
    {
        _folder ??= new Folder();
        string stage = _folder["stage"], output = _folder[$"packages {Guid.NewGuid():N}"];
        Directory.CreateDirectory(Path.Combine(stage, "models"));
        Copy(Path.Combine(BuiltInstallers.Stage, "linux"), stage);
        foreach (string name in new[] { "realesr-general-x4.onnx", "realesr-general-x4.fp16.onnx", "samples" }) Copy(Path.Combine(BuiltInstallers.Stage, "models", name), Path.Combine(stage, "models"));
        File.WriteAllText(Path.Combine(stage, "linux", "program", more), version);
        string pack = Path.Combine(Repository.Root, "installer", "linux", "pack.sh");
        ProcessRun run = ProcessRun.Of(pack, [stage, output, version, "fast"], Patience, null, ("SOURCE_DATE_EPOCH", "1780000000"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Directory.Delete(stage, recursive: true);
        return output;
    }

    private static void Copy(string from, string to) => Demand("cp", "-R", "--reflink=auto", from, to);
}

using Enlarger.Tests.Support;

namespace Enlarger.Tests.Wine;

/// <summary>The program as it is published for Windows, with natives that have DirectML.</summary>
internal static class WindowsProgram
{
    // Away from the other builds, which may be under way: those of dotnet test itself.
    private static readonly string Artifacts = Path.Combine(Repository.Root, "artifacts", "windows");

    /// <summary>Its folder.</summary>
    public static string Folder { get; } = FolderOf("Enlarger.CommandLine");

    /// <summary>The program.</summary>
    public static string Executable { get; } = Path.Combine(Folder, "enlarger.exe");

    /// <summary>One of the libraries that come with it.</summary>
    public static string Library(string name) => Path.Combine(Folder, "runtimes", "win-x64", "native", name);

    /// <summary>Publishes what has changed.</summary>
    public static void Publish() => Publish(Path.Combine("host-adapters", "CommandLine"), "--self-contained");

    /// <summary>The folder that a project is published into.</summary>
    public static string FolderOf(string project, string folder = "release_win-x64") => Path.Combine(Artifacts, "publish", project, folder);

    /// <summary>Publishes what has changed of a project.</summary>
    /// <param name="project">Its folder in the repository.</param>
    /// <param name="runtime">Whether it brings its runtime.</param>
    public static void Publish(string project, string runtime)
    {
        ProcessRun run = ProcessRun.Of(
            "dotnet",
            [
                "publish", Path.Combine(Repository.Root, project), "-c", "Release", "-r", "win-x64", runtime,
                "-p:EnlargerPackages=reduced", $"-p:ArtifactsPath={Artifacts}", "-v:q", "-nodeReuse:false",
            ],
            TimeSpan.FromMinutes(10));
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }
}

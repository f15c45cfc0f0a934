using Enlarger.Tests.Support;

namespace Enlarger.Tests.PaintDotNet;

/// <summary>The plug-in for Paint.NET as it is published for Windows: the folder that goes under Effects.</summary>
internal static class PublishedPlugIn
{
    // With the program for Windows, whose builds it shares, and away from those that dotnet test makes meanwhile.
    private static readonly string Artifacts = Path.Combine(Repository.Root, "artifacts", "windows");

    /// <summary>The folder.</summary>
    public static string Folder { get; } = Path.Combine(Artifacts, "publish", "Enlarger.PaintDotNet", "Enlarger");

    /// <summary>Publishes it anew.</summary>
    public static void Publish()
    {
        // What an earlier version has left there would be taken for this one's.
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        ProcessRun run = ProcessRun.Of(
            "dotnet",
            [
                "publish", Path.Combine(Repository.Root, "host-adapters", "PaintDotNet"), "-c", "Release", "-r", "win-x64", "--no-self-contained",
                "-p:EnlargerPackages=reduced", $"-p:ArtifactsPath={Artifacts}", "-v:q", "-nodeReuse:false",
            ],
            TimeSpan.FromMinutes(10));
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }
}

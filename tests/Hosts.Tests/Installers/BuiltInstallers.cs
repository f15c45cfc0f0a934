using Enlarger.Tests.Support;

namespace Enlarger.Tests.Installers;

/// <summary>The installers, as the one command builds them, but for the compression.</summary>
internal static class BuiltInstallers
{
    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "artifacts", "installer.tests");

    /// <summary>What they are made of: folders called models, windows and linux.</summary>
    public static string Stage { get; } = Path.Combine(Repository.Root, "artifacts", "installer.work", "stage");

    /// <summary>Builds those for a system, or has the tests ignored.</summary>
    /// <param name="system">Windows or Linux, in lower case.</param>
    /// <param name="tool">The program that packs them.</param>
    public static void Build(string system, string tool)
    {
        if (!Programs.Has(tool)) Assert.Ignore($"{tool} is not installed: no installer for {system} is built, or tried.");
        ProcessRun run = ProcessRun.Of(
            Path.Combine(Repository.Root, "installer", "build.sh"), [system, "--fast", "--output", Folder], TimeSpan.FromMinutes(15), null, ("EnlargerPackages", "reduced"));
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
    }
}

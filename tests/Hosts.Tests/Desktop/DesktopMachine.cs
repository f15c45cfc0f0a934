using Enlarger.Models;
using Enlarger.Models.Builder;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Desktop;

/// <summary>A user with a home of his own on this machine, for whom the program that the tests were built with is installed.</summary>
/// <param name="folder">An empty folder, which must outlive it.</param>
internal sealed class DesktopMachine(Folder folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // The photographs' generator is fetched once, and lies where every user of this machine may have it.
    private static readonly Lazy<string> Models = new(() =>
    {
        var store = new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), new ModelBuilder());
        store.Require(store.Find("realesr-general-x4"), CancellationToken.None);
        return store.Folder;
    });

    /// <summary>The home.</summary>
    public string Home => folder["home 写"];

    /// <summary>The folder of pictures.</summary>
    public string Pictures => folder["pictures"];

    /// <summary>What is told to every program that the user starts.</summary>
    public (string Name, string? Value)[] Environment =>
    [
        ("HOME", Home),
        ("XDG_CONFIG_HOME", null),
        ("XDG_DATA_HOME", null),
        ("XDG_CACHE_HOME", null),
        ("XDG_RUNTIME_DIR", folder["runtime"]),
        ("XDG_CURRENT_DESKTOP", null),
        ("WAYLAND_DISPLAY", null),
        ("LC_ALL", "C.UTF-8"),
        ("SUDO_USER", null),
        (ModelStore.FolderVariable, Models.Value),
    ];

    /// <summary>Makes the home.</summary>
    public void Make()
    {
        foreach (string made in new[] { Home, Pictures, folder["runtime"] }) Directory.CreateDirectory(made);
    }

    /// <summary>Runs the program to its end, which must be a good one.</summary>
    public void Enlarger(params string[] words)
    {
        ProcessRun run = Run(RealProgram.Path, words);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    /// <summary>Runs a program of this machine to its end.</summary>
    public ProcessRun Run(string program, params string[] words) => ProcessRun.Of(program, words, Patience, null, Environment);
}

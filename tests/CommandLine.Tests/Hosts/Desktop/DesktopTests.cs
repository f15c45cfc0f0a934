using Enlarger.CommandLine.Hosts;
using Enlarger.Filters;
using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts.Desktop;

/// <summary>Tests that have a home of their own, with programs of the desktop that are scripts, and the real filters.</summary>
public abstract class DesktopTests : FolderTests
{
    private protected Dictionary<string, string> Variables { get; } = [];

    private protected string Home => Folder["home"];

    private protected string Starter => Folder["home/.local/share/enlarger/program/enlarger-desktop"];

    [SetUp]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void HaveAHomeAndAProgram()
    {
        Variables.Clear();
        Variables["HOME"] = Home;
        Variables["PATH"] = Folder["bin"];
        Variables["XDG_CONFIG_DIRS"] = Folder["etc"];
        Directory.CreateDirectory(Home);
        Script.Write(Folder["program/enlarger"], "[ \"$*\" = --version ] && echo 0.1.0");
        Script.Write(Folder["program/enlarger-desktop"], "printf '<%s>' \"$@\"");
        foreach (string program in new[] { "convert", "geeqie", "nautilus", "nemo", "caja", "thunar", "dolphin" }) Script.Write(Folder["bin/" + program], "exit 64");
    }

    private protected IHost Host(string id)
    {
        var engine = new Engine(new ModelStore(Folder["models"], GeneratorCatalog.Load()));
        IReadOnlyList<IFilter> filters = engine.Filters;
        return AllHosts.Of(filters, new ProgramFolder(Folder["program"]), new UserFolders(name => Variables.GetValueOrDefault(name))).Single(host => host.Id == id);
    }

    private protected void Install(string id)
    {
        foreach (IHostPlace place in Host(id).Find(CancellationToken.None)) place.Install(CancellationToken.None);
    }

    private protected string[] Uninstall(string id) => [.. Host(id).Uninstall()];

    private protected string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[name])!);
        File.WriteAllText(Folder[name], text);
        return Folder[name];
    }

    private protected string[] HomeFiles => [.. Directory.GetFiles(Home, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Select(file => Path.GetRelativePath(Home, file)).Order(StringComparer.Ordinal)];
}

using System.Text;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>The plug-ins of Geeqie, a desktop entry each.</summary>
/// <param name="folder">The folder of the entries.</param>
internal sealed class GeeqieMenu(string folder) : IDesktopMenu
{
    private const string Prefix = "enlarger-";
    private const string Extension = ".desktop";

    /// <inheritdoc/>
    public string Id => "geeqie";

    /// <inheritdoc/>
    public string Name => "Geeqie";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs { get; } = ["geeqie"];

    /// <inheritdoc/>
    public string NextStep => "restart it and look under Plugins";

    /// <inheritdoc/>
    public string Path => folder;

    /// <inheritdoc/>
    public bool IsThere => Ours.Any();

    private IEnumerable<UserFile> Ours => Directory.Exists(Path) ? Directory.GetFiles(Path, $"{Prefix}*{Extension}").Select(file => new UserFile(file)) : [];

    /// <summary>The entry for a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="program">What it runs.</param>
    public static string Entry(PictureCommand command, DesktopProgram program) => $"""
        {EntryLines.Application(command, program)}
        Categories=Graphics;X-Geeqie;
        OnlyShowIn=X-Geeqie;

        """;

    /// <inheritdoc/>
    public void Add(IReadOnlyList<PictureCommand> commands, DesktopProgram program)
    {
        Remove();
        foreach (PictureCommand command in commands)
        {
            new UserFile(System.IO.Path.Combine(Path, $"{Prefix}{command.Id}{Extension}")).Write(Encoding.UTF8.GetBytes(Entry(command, program)));
        }
    }

    /// <inheritdoc/>
    public void Remove()
    {
        foreach (UserFile file in Ours) file.Remove();
    }
}

using System.Text;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>The service menus of Dolphin and the file dialogs of KDE: one desktop entry with an action for each command.</summary>
/// <param name="data">The folder of data in which KDE looks.</param>
internal sealed class DolphinMenu(string data) : IDesktopMenu
{
    private UserFile File => new(Path);

    /// <inheritdoc/>
    public string Id => "dolphin";

    /// <inheritdoc/>
    public string Name => "Dolphin";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs { get; } = ["dolphin"];

    /// <inheritdoc/>
    public string NextStep => "choose Enlarger from the menu of a picture";

    /// <inheritdoc/>
    public string Path => System.IO.Path.Combine(data, "kio", "servicemenus", "enlarger.desktop");

    /// <inheritdoc/>
    public bool IsThere => System.IO.File.Exists(Path);

    /// <inheritdoc/>
    public void Add(IReadOnlyList<PictureCommand> commands, DesktopProgram program)
    {
        IEnumerable<string> actions = commands.Select(command => $"""

            [Desktop Action {command.Id}]
            Name={command.Name}
            {EntryLines.Exec(command, program)}

            """);
        File.Write(Encoding.UTF8.GetBytes($"""
            [Desktop Entry]
            Type=Service
            Name=Enlarger
            X-KDE-ServiceTypes=KonqPopupMenu/Plugin
            X-KDE-Submenu=Enlarger
            {EntryLines.MimeType}
            Actions={string.Concat(commands.Select(command => $"{command.Id};"))}
            {string.Concat(actions)}
            """));
        // KDE runs no command of the user's that is not marked as a program.
        if (!OperatingSystem.IsWindows()) Executable.Make(Path);
    }

    /// <inheritdoc/>
    public void Remove() => File.Remove();
}

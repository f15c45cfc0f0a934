using System.Text;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>The menus for all users of a machine, which packages bring: desktop entries for "Open With", for Geeqie and for Dolphin, and actions of Nemo.</summary>
/// <param name="share">The folder of data in which desktops look: /usr/share, or ~/.local/share for a single user.</param>
internal sealed class SharedMenus(string share)
{
    private const string Prefix = "enlarger-";

    /// <summary>Writes all of them.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="program">What they run.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed.</exception>
    public void Write(IReadOnlyList<PictureCommand> commands, DesktopProgram program)
    {
        new DolphinMenu(share).Add(commands, program);
        foreach (PictureCommand command in commands)
        {
            Write($"applications/{Prefix}{command.Id}.desktop", Application(command, program));
            // Where Geeqie looks it is not alone, and these are for nobody else.
            Write($"applications/{Prefix}geeqie-{command.Id}.desktop", GeeqieMenu.Entry(command, program));
            Write($"nemo/actions/{Prefix}{command.Id}.nemo_action", NemoAction(command, program));
        }
    }

    private void Write(string name, string text) => new UserFile(Path.Combine(share, name)).Write(Encoding.UTF8.GetBytes(text));

    // Nothing that is started by itself, nor by a double click where there is anything else for pictures.
    private static string Application(PictureCommand command, DesktopProgram program) => $"""
        {EntryLines.Application(command, program)}
        NoDisplay=true
        InitialPreference=1

        """;

    private static string NemoAction(PictureCommand command, DesktopProgram program) => $"""
        [Nemo Action]
        Name={command.FullName}
        Comment={command.Description}
        {EntryLines.Exec(command, program)}
        Selection=notnone
        Mimetypes={EntryLines.MediaTypes}

        """;
}

using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>Lines of desktop entries, in the format that desktops have agreed on (freedesktop.org, Desktop Entry Specification).</summary>
internal static class EntryLines
{
    /// <summary>The pictures that a command is for, each with a semicolon after it.</summary>
    public static string MediaTypes { get; } = string.Concat(PictureFormat.All.Select(format => $"{format.MediaType};"));

    /// <summary>The same as a line of an entry.</summary>
    public static string MimeType { get; } = $"MimeType={MediaTypes}";

    /// <summary>The first lines of an entry that starts a command as an application.</summary>
    public static string Application(PictureCommand command, DesktopProgram program) => $"""
        [Desktop Entry]
        Type=Application
        Name={command.FullName}
        Comment={command.Description}
        {Exec(command, program)}
        {MimeType}
        """;

    /// <summary>What a command runs.</summary>
    public static string Exec(PictureCommand command, DesktopProgram program) => $"Exec={Quoting.DesktopEntry(program.Starter)} {string.Join(' ', command.Words)} -- %F";
}

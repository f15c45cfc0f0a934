using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>Lines of desktop entries, in the format that desktops have agreed on (freedesktop.org, Desktop Entry Specification).</summary>
internal static class EntryLines
{
    /// <summary>The pictures that a command is for.</summary>
    public static string MimeType { get; } = $"MimeType={string.Concat(PictureFormat.All.Select(format => $"{format.MediaType};"))}";

    /// <summary>What a command runs.</summary>
    public static string Exec(PictureCommand command, DesktopProgram program) => $"Exec={Quoting.DesktopEntry(program.Starter)} {string.Join(' ', command.Words)} -- %F";
}

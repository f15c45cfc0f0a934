using System.Text;
using System.Text.RegularExpressions;
using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>
/// The custom actions of Thunar, among those of the user's own. Thunar writes the file anew when the user changes one, so that ours are known
/// by their ids and by nothing around them.
/// </summary>
/// <param name="user">Whose Thunar it is.</param>
internal sealed partial class ThunarMenu(UserFolders user) : IDesktopMenu
{
    private const string Prefix = "enlarger-";
    private const string End = "</actions>";
    private const string Empty = $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<actions>\n{End}\n";

    private readonly string _name = System.IO.Path.Combine("Thunar", "uca.xml");

    /// <inheritdoc/>
    public string Id => "thunar";

    /// <inheritdoc/>
    public string Name => "Thunar";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs { get; } = ["thunar", "Thunar"];

    /// <inheritdoc/>
    public string NextStep => "end it with 'thunar -q' and choose Enlarger from the menu of a picture";

    /// <inheritdoc/>
    public string Path => System.IO.Path.Combine(user.Config, _name);

    /// <inheritdoc/>
    public bool IsThere => Ours().IsMatch(File.Text);

    private UserFile File => new(Path);

    // What Thunar shows to users without actions of their own, and must be kept for them.
    private string Default => user.SystemConfig.Select(folder => new UserFile(System.IO.Path.Combine(folder, _name)).Text).FirstOrDefault(text => text.Length > 0) ?? Empty;

    /// <inheritdoc/>
    public void Add(IReadOnlyList<PictureCommand> commands, DesktopProgram program) => File.Change(text =>
    {
        string others = Ours().Replace(text.Length > 0 ? text : Default, "");
        return XmlLines.InsertBefore(others, End, UserFile.Encoded(string.Concat(commands.Select(command => Action(command, program)))))
            ?? throw new EnlargerException(ErrorKind.Output, $"'{Path}' is not as Thunar writes it: repair it or move it away and try again.");
    });

    /// <inheritdoc/>
    public void Remove() => File.Change(text =>
    {
        string others = Ours().Replace(text, "");
        return others == text || others != Default ? others : "";
    });

    private static string Action(PictureCommand command, DesktopProgram program)
    {
        string line = $"{Quoting.Percent(Quoting.Shell(program.Starter))} {string.Join(' ', command.Words)} -- %F";
        IEnumerable<string> patterns = PictureFormat.All.SelectMany(format => format.Extensions).SelectMany(extension => new[] { $"*{extension}", $"*{extension.ToUpperInvariant()}" });
        var text = new StringBuilder();
        text.Append("  <action>\n");
        text.Append($"    <name>{Quoting.Xml(command.FullName)}</name>\n");
        text.Append($"    <unique-id>{Prefix}{command.Id}</unique-id>\n");
        text.Append($"    <command>{Quoting.Xml(line)}</command>\n");
        text.Append($"    <description>{Quoting.Xml(command.Description)}</description>\n");
        text.Append($"    <patterns>{string.Join(';', patterns)}</patterns>\n");
        text.Append("    <image-files/>\n");
        text.Append("  </action>\n");
        return text.ToString();
    }

    [GeneratedRegex($@"[ \t]*<action>(?:(?!</action>).)*<unique-id>\s*{Prefix}[^<]*</unique-id>(?:(?!</action>).)*</action>\n?", RegexOptions.Singleline)]
    private static partial Regex Ours();
}

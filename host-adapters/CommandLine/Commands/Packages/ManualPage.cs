using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
using Enlarger.Models;

namespace Enlarger.CommandLine.Commands.Packages;

/// <summary>The manual page, made of what the commands say of themselves, in the language of the man macros.</summary>
internal static class ManualPage
{
    private const string Name = "enlarger";

    /// <summary>The page of a whole command line.</summary>
    /// <param name="root">Its commands.</param>
    public static string Of(RootCommand root)
    {
        string version = typeof(ManualPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $".TH {Name.ToUpperInvariant()} 1 \"\" \"Enlarger {version}\" \"User Commands\"\n");
        // Words that somebody copies are not torn, and lines of long ones not spread.
        page.Append(".nh\n.ad l\n");
        page.Append(CultureInfo.InvariantCulture, $".SH NAME\n{Name} \\- enlarges pictures, restores blurred ones and enhances crops\n");
        page.Append(".SH SYNOPSIS\n");
        foreach (Command command in Visible(root)) page.Append(CultureInfo.InvariantCulture, $".B {Name} {Text(command.Name)}\n{Text(Rest(command))}\n.br\n");
        page.Append(".SH DESCRIPTION\n");
        Paragraph(page, root.Description!);
        page.Append(".SH COMMANDS\n");
        foreach (Command command in Visible(root)) Write(page, command, Name);
        page.Append(".SH OPTIONS\n");
        foreach (Option option in Visible(root.Options)) Write(page, option);
        page.Append(".SH \"EXIT STATUS\"\n");
        foreach ((int code, string meaning) in ExitCode.Meanings) Item(page, $"\\fB{code.ToString(CultureInfo.InvariantCulture)}\\fR", meaning);
        page.Append(".SH ENVIRONMENT\n");
        Item(page, Bold(ModelStore.FolderVariable), "The folder of the user's own generators, instead of enlarger/models in the folder for application data.");
        page.Append(".SH \"SEE ALSO\"\n.BR gimp (1),\n.BR krita (1)\n");
        return page.ToString().TrimEnd('\n');
    }

    private static void Write(StringBuilder page, Command command, string parent)
    {
        string path = $"{parent} {command.Name}";
        page.Append(CultureInfo.InvariantCulture, $".SS \"{Text(path)}\"\n");
        Paragraph(page, command.Description!);
        foreach (Argument argument in command.Arguments.Where(argument => !argument.Hidden)) Item(page, $"\\fI{Text(argument.Name)}\\fR", argument.Description ?? "");
        foreach (Option option in Visible(command.Options)) Write(page, option);
        foreach (Command part in Visible(command)) Write(page, part, path);
    }

    private static void Write(StringBuilder page, Option option)
    {
        IEnumerable<string> names = option.Aliases.Where(alias => alias.StartsWith('-')).Order(StringComparer.Ordinal).Append(option.Name).Distinct();
        string value = option.HelpName is { } help ? $" \\fI{Text(help)}\\fR" : "";
        Item(page, string.Join(", ", names.Select(Bold)) + value, option.Description ?? "");
    }

    private static void Item(StringBuilder page, string tag, string text)
    {
        page.Append(CultureInfo.InvariantCulture, $".TP\n{tag}\n");
        Paragraph(page, text);
    }

    // A line for every sentence would be better style, and no other sight.
    private static void Paragraph(StringBuilder page, string text) => page.Append(Text(text)).Append('\n');

    private static string Rest(Command command)
    {
        IEnumerable<string> words = command.Arguments.Where(argument => !argument.Hidden).Select(argument => argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..." : argument.Name);
        if (Visible(command).Any()) words = words.Append(string.Join('|', Visible(command).Select(part => part.Name)));
        if (Visible(command.Options).Any()) words = words.Append("[OPTION]...");
        return string.Join(' ', words);
    }

    private static IEnumerable<Command> Visible(Command command) => command.Subcommands.Where(part => !part.Hidden);

    private static IEnumerable<Option> Visible(IEnumerable<Option> options) => options.Where(option => !option.Hidden);

    private static string Bold(string word) => $"\\fB{Text(word)}\\fR";

    // Every hyphen may be one that somebody copies; a full stop or an apostrophe begins a request where it begins a line.
    private static string Text(string text)
    {
        var written = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\\') written.Append("\\e");
            else if (rune.Value == '-') written.Append("\\-");
            else if (rune.Value == '"') written.Append("\\(dq");
            else if (rune.Value == '|') written.Append("|\\:");
            else if (rune.Value == '\n') written.Append(' ');
            else if (rune.IsAscii) written.Append(rune);
            else written.Append(CultureInfo.InvariantCulture, $"\\[u{rune.Value:X4}]");
        }

        return written.Length > 0 && written[0] is '.' or '\'' ? $"\\&{written}" : written.ToString();
    }
}

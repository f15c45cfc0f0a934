using System.CommandLine;
using System.CommandLine.Parsing;

namespace Enlarger.CommandLine.Commands;

/// <summary>File names among the words of a command line.</summary>
internal static class FileArgument
{
    /// <summary>The file name given for an argument.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it is empty, or a misspelt option.</exception>
    public static string Read(ParseResult parsed, Argument<string> argument)
    {
        string name = parsed.GetRequiredValue(argument);
        Check(parsed, argument.Name, name);
        return name;
    }

    /// <summary>The file names given for an argument, at least one.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: one is empty, or a misspelt option.</exception>
    public static IReadOnlyList<string> Read(ParseResult parsed, Argument<string[]> argument)
    {
        string[] names = parsed.GetRequiredValue(argument);
        foreach (string name in names) Check(parsed, argument.Name, name);
        return names;
    }

    /// <summary>The file or folder given for an option, or null.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it is empty.</exception>
    public static string? Read(ParseResult parsed, Option<string> option) => parsed.GetValue(option) is not "" and var name
        ? name
        : throw new EnlargerException(ErrorKind.Usage, $"{option.Name} is empty: name a place or leave it out.");

    private static void Check(ParseResult parsed, string argument, string name)
    {
        if (name.Length == 0) throw new EnlargerException(ErrorKind.Usage, $"{argument} is empty: name a file.");

        // The parser takes an unknown option for a file name, where one is wanted.
        bool plain = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Any(token => token.Value == name);
        if (name.StartsWith('-') && plain)
        {
            throw new EnlargerException(ErrorKind.Usage, $"There is no option '{name}': see --help, and put file names that begin with a dash after --.");
        }
    }
}

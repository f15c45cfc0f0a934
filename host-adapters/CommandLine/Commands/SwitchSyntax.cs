using System.CommandLine;
using Enlarger.Filters;

namespace Enlarger.CommandLine.Commands;

/// <summary>
/// Lets a filter's switch stand alone (<c>--exact</c>) or take its value (<c>--exact off</c>), without swallowing the file name that
/// may follow it.
/// </summary>
internal static class SwitchSyntax
{
    /// <summary>The values of a switch that are offered.</summary>
    public static string[] Values { get; } = ["on", "off"];

    /// <summary>Gives each switch that stands alone the value "on".</summary>
    public static IReadOnlyList<string> Normalise(IReadOnlyList<string> arguments, IReadOnlyList<IFilter> filters)
    {
        HashSet<string> switches = [.. filters.SelectMany(filter => filter.Parameters).OfType<SwitchParameter>().Select(parameter => "--" + parameter.Id)];
        var words = new List<string>();
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--") return [.. words, .. arguments.Skip(i)];

            bool alone = i + 1 == arguments.Count || arguments[i + 1] is not ("on" or "off" or "true" or "false");
            words.Add(switches.Contains(arguments[i]) && alone ? arguments[i] + "=on" : arguments[i]);
        }

        return words;
    }

    /// <summary>Refuses a value that an option without one is given (<c>--lossless=perhaps</c>), which the parser would take for a file name.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is one.</exception>
    public static void DemandTruth(IReadOnlyList<string> arguments, Command root)
    {
        HashSet<string> flags = [.. Flags(root)];
        foreach (string word in arguments.TakeWhile(word => word != "--"))
        {
            string name = word.Split('=', ':')[0];
            if (name.Length < word.Length && flags.Contains(name) && !bool.TryParse(word[(name.Length + 1)..], out _))
            {
                throw new EnlargerException(ErrorKind.Usage, $"'{word}' is wrong: {name} takes no value.");
            }
        }
    }

    /// <summary>The options of a command and of those below it that take no value.</summary>
    public static IEnumerable<string> Flags(Command command) =>
        command.Options.OfType<Option<bool>>().SelectMany(option => option.Aliases.Append(option.Name)).Concat(command.Subcommands.SelectMany(Flags));
}

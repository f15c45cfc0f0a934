using Enlarger.Filters;

namespace Enlarger.CommandLine.Commands;

/// <summary>
/// Lets a filter's switch stand alone (<c>--exact</c>) or take its value (<c>--exact off</c>), without swallowing the file name that
/// may follow it.
/// </summary>
internal static class SwitchSyntax
{
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
}

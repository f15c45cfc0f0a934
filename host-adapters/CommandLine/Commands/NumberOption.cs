using System.CommandLine;
using System.Globalization;

namespace Enlarger.CommandLine.Commands;

/// <summary>An option that takes a whole number, with an error in our own words.</summary>
internal static class NumberOption
{
    /// <summary>The option; its value is 0 where it is not given.</summary>
    public static Option<int> Create(string name, string helpName, string description, int minimum, int maximum, bool required = false) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Required = required,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum) return value;

            result.AddError($"'{text}' is no value for {name}: use a whole number from {minimum}{(maximum == int.MaxValue ? "" : $" to {maximum}")}.");
            return 0;
        },
    };
}

using Enlarger.Filters;

namespace Enlarger.Explorer.Work;

/// <summary>What Explorer asks for: a command, and the pictures that it is for.</summary>
/// <param name="Command">The command.</param>
/// <param name="Pictures">The pictures, one at least, by their paths.</param>
internal sealed record Job(MenuCommand Command, IReadOnlyList<string> Pictures)
{
    /// <summary>What its windows are called.</summary>
    public string Title => $"Enlarger: {Command.Name}";

    /// <summary>The words of the program's command line.</summary>
    public IReadOnlyList<string> Words =>
        [Command.FilterId, "--json", .. Command.Fixed is { } value ? new[] { $"--{value.Id}", value.Value } : [], "--", .. Pictures];

    /// <summary>Reads it from the words that Explorer starts this with.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is no such command, or no picture.</exception>
    public static Job Parse(IReadOnlyList<string> words)
    {
        MenuCommand? command = words is [var id, _, ..] ? MenuCommand.All.FirstOrDefault(command => command.Id == id) : null;
        return command is not null
            ? new Job(command, [.. words.Skip(1)])
            : throw new EnlargerException(ErrorKind.Usage, $"This is started by Explorer, as enlarger-explorer COMMAND FILE..., where COMMAND is {string.Join(", ", MenuCommand.All.Select(command => command.Id))}.");
    }
}

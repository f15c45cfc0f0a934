using Enlarger.Filters;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>A command for pictures as they lie in a folder, in which nothing is left to ask.</summary>
/// <param name="Id">Its name for programs: lower case, words joined by hyphens.</param>
/// <param name="Name">Its name in a menu.</param>
/// <param name="Description">What it does, in a sentence or two.</param>
/// <param name="Words">The words for it on the command line, before those for the pictures.</param>
internal sealed record PictureCommand(string Id, string Name, string Description, IReadOnlyList<string> Words)
{
    // What is plain enough to be chosen by a name in a menu.
    private const string Scale = "scale";

    /// <summary>Its name in a menu where nothing around it says whose it is.</summary>
    public string FullName => $"Enlarger: {Name}";

    /// <summary>The commands that filters make: one for every scale that a filter has; none of one that must be told a part of the picture.</summary>
    public static IReadOnlyList<PictureCommand> Of(IEnumerable<IFilter> filters) => [.. filters.Where(filter => !new FilterScope(filter).IsCrop).SelectMany(Of)];

    private static IEnumerable<PictureCommand> Of(IFilter filter) => filter.Parameters.OfType<ChoiceParameter>().FirstOrDefault(parameter => parameter.Id == Scale) is { } scale
        ? scale.Choices.OrderBy(choice => choice.Name, StringComparer.Ordinal)
            .Select(choice => new PictureCommand($"{filter.Id}-{choice.Name}", $"{filter.Name} {choice.Name}", filter.Description, [filter.Id, $"--{Scale}", choice.Id]))
        : [new PictureCommand(filter.Id, filter.Name, filter.Description, [filter.Id])];
}

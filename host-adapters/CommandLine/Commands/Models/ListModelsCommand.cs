using System.CommandLine;
using Enlarger.CommandLine.Progress;
using Enlarger.Models;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>Lists the generators.</summary>
internal sealed class ListModelsCommand : Command
{
    private readonly CommandContext _context;

    /// <summary>The command.</summary>
    public ListModelsCommand(CommandContext context)
        : base("list", "Lists the generators: id, purpose, scale, state, size and licence.")
    {
        _context = context;
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        ModelStore models = _context.Workshop.Models;
        string[][] rows = [["ID", "PURPOSE", "SCALE", "STATE", "SIZE", "LICENCE"], .. models.Generators.Select(generator => Row(models, generator))];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows) _context.Terminal.Print(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        foreach (UnusableGenerator unusable in models.Unusable) _context.Terminal.Say(unusable.Problem);
    }

    private static string[] Row(ModelStore models, GeneratorDescription generator)
    {
        ModelState state = models.Check(generator);
        ModelState half = generator.HalfSha256 is null ? ModelState.Missing : models.Check(generator, Precision.Half);
        string size = state == ModelState.Missing
            ? generator.Source is { } source ? $"{Summary.Bytes(source.Package.DownloadBytes)} to download" : ""
            : Summary.Bytes(models.LengthOf(generator) + (half == ModelState.Missing ? 0 : models.LengthOf(generator, Precision.Half)));
        return [generator.Id, ModelText.Of(generator.Purpose), $"{generator.Scale}x", ModelText.Of(state, half), size, generator.Licence];
    }
}

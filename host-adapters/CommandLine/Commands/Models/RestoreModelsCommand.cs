using System.CommandLine;
using Enlarger.Models;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>Brings generators into the store.</summary>
internal sealed class RestoreModelsCommand : Command
{
    private readonly CommandContext _context;
    private readonly Argument<string[]> _ids = new("ID") { Arity = ArgumentArity.ZeroOrMore, Description = "The generators. [default: those that are restored when first used]" };

    /// <summary>The command.</summary>
    public RestoreModelsCommand(CommandContext context)
        : base("restore", "Downloads, converts and verifies generators.")
    {
        _context = context;
        Add(_ids);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        ModelStore models = _context.Workshop.Models;
        string[] ids = parsed.GetValue(_ids) ?? [];
        // Every name is looked up before the first download.
        List<GeneratorDescription> wanted = ids.Length > 0 ? [.. ids.Select(models.Find)] : [.. models.Generators.Where(generator => generator.Source is { Automatic: true })];
        foreach (GeneratorDescription generator in wanted) _context.Terminal.Print($"{generator.Id}: {models.Restore(generator, _context.Cancellation)}");
    }
}

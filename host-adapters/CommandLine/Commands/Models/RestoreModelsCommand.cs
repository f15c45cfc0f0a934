using System.CommandLine;
using Enlarger.Models;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>Brings generators into the store.</summary>
internal sealed class RestoreModelsCommand : Command
{
    private readonly CommandContext _context;
    private readonly Argument<string[]> _ids = new("ID") { Arity = ArgumentArity.ZeroOrMore, Description = "The generators. [default: those that are restored when first used]" };

    private readonly Option<bool> _half = new("--half") { Description = "Those of half precision too, which a GPU restores by itself." };

    /// <summary>The command.</summary>
    public RestoreModelsCommand(CommandContext context)
        : base("restore", "Downloads, converts and verifies generators.")
    {
        _context = context;
        Add(_ids);
        Add(_half);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        ModelStore models = _context.Workshop.Models;
        string[] ids = parsed.GetValue(_ids) ?? [];
        // Every name is looked up before the first download.
        List<GeneratorDescription> wanted = ids.Length > 0 ? [.. ids.Select(models.Find)] : [.. models.Generators.Where(generator => generator.Source is { Automatic: true })];
        if (ids.Length > 0 && parsed.GetValue(_half) && wanted.Find(generator => generator.HalfSha256 is null) is { } lacking)
        {
            throw new EnlargerException(ErrorKind.Usage, $"There is no {lacking.Id} of half precision: leave out --half.");
        }

        foreach (GeneratorDescription generator in wanted)
        {
            _context.Terminal.Print($"{generator.Id}: {models.Restore(generator, _context.Cancellation)}");
            if (WantsHalf(parsed, models, generator)) _context.Terminal.Print($"{generator.Id} (half): {models.Restore(generator, _context.Cancellation, Precision.Half)}");
        }
    }

    // A damaged file is mended without being asked for, so that one command makes a generator whole.
    private bool WantsHalf(ParseResult parsed, ModelStore models, GeneratorDescription generator) =>
        generator.HalfSha256 is not null && (parsed.GetValue(_half) || models.Check(generator, Precision.Half) == ModelState.Damaged);
}

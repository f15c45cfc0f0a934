using System.CommandLine;
using Enlarger.Models;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>Checks the files of the generators against their hashes.</summary>
internal sealed class VerifyModelsCommand : Command
{
    private readonly CommandContext _context;

    // What an installer brings is checked before it takes the place of what would be found first.
    private readonly Option<string> _folder = new("--folder") { HelpName = "FOLDER", Description = "Check those that lie in this folder, and no others." };

    /// <summary>The command.</summary>
    public VerifyModelsCommand(CommandContext context)
        : base("verify", "Checks every installed generator against its SHA-256.")
    {
        _context = context;
        Add(_folder);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        ModelStore models = _context.Workshop.Models;
        if (parsed.GetValue(_folder) is { } folder) models = new ModelStore(folder, models.Catalog);
        var damaged = new List<string>();
        foreach (GeneratorDescription generator in models.Generators)
        {
            ModelState state = models.Check(generator);
            _context.Terminal.Print($"{generator.Id}: {ModelText.Of(state)}");
            ModelState half = generator.HalfSha256 is null ? ModelState.Missing : models.Check(generator, Precision.Half);
            if (half != ModelState.Missing) _context.Terminal.Print($"{generator.Id} (half): {ModelText.Of(half)}");
            if (state == ModelState.Damaged || half == ModelState.Damaged) damaged.Add(generator.Id);
        }

        foreach (UnusableGenerator unusable in models.Unusable)
        {
            _context.Terminal.Print($"{unusable.Id}: {unusable.Problem}");
            damaged.Add(unusable.Id);
        }

        if (damaged.Count > 0) throw new EnlargerException(ErrorKind.Model, $"Damaged: {string.Join(", ", damaged)}. Restore them with 'enlarger models restore ID', or remove and add your own again.");
    }
}

using System.CommandLine;
using Enlarger.Models;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>Shows what is known about a generator.</summary>
internal sealed class ShowModelCommand : Command
{
    private readonly CommandContext _context;
    private readonly Argument<string> _id = new("ID") { Description = "The generator." };

    /// <summary>The command.</summary>
    public ShowModelCommand(CommandContext context)
        : base("show", "Shows what is known about a generator.")
    {
        _context = context;
        Add(_id);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        ModelStore models = _context.Workshop.Models;
        GeneratorDescription generator = models.Find(parsed.GetRequiredValue(_id));
        string halo = generator.Halo.Exact is { } exact ? $"{generator.Halo.Default} pixels, {exact} with --exact" : $"{generator.Halo.Default} pixels, none is exact";
        string sides = generator.InputSize is { } size ? $"sides of {size}" : $"sides a multiple of {generator.SizeMultiple}";
        List<(string Name, string Value)> lines =
        [
            ("id", generator.Id),
            ("name", generator.Name),
            ("purpose", ModelText.Of(generator.Purpose)),
            ("network", generator.Network),
            ("scale", $"{generator.Scale}x"),
            ("tensor", $"{generator.Layout.ToString().ToUpperInvariant()}, 0..{generator.White}, {sides}"),
            ("halo", halo),
            ("memory", $"{generator.BytesPerPixel} bytes an input pixel"),
            ("licence", generator.Licence),
            ("sha256", generator.Sha256),
            ("source", generator.Source is { } source ? $"npm package {source.Package.Name} {source.Package.Version}" : generator.BuiltIn ? "trained by us, built in" : "added by you"),
            .. generator.BuiltIn ? Array.Empty<(string, string)>() : [("file", models.PathOf(generator))],
            ("state", ModelText.Of(models.Check(generator))),
        ];
        if (generator.FaithfulTwin is { } twin) lines.Add(("twin", twin));
        if (generator.HalfSha256 is { } half)
        {
            lines.Add(("half", ModelText.Of(models.Check(generator, Precision.Half))));
            lines.Add(("  file", models.PathOf(generator, Precision.Half)));
            lines.Add(("  sha256", half));
        }

        foreach ((string name, string value) in lines) _context.Terminal.Print($"{name,-8} {value}");
    }
}

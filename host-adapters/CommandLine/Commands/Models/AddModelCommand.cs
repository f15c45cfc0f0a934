using System.CommandLine;
using Enlarger.Models;
using Enlarger.Models.Builder.Adding;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>Adds a generator of the user's own.</summary>
internal sealed class AddModelCommand : Command
{
    private readonly CommandContext _context;
    private readonly Argument<string> _file = new("FILE") { Description = "The generator, a self-contained ONNX file." };
    private readonly Option<int> _scale = NumberOption.Create("--scale", "N", "How many times it enlarges. [default: found by trying]", 1, 8);
    private readonly Option<string> _id = new("--id") { HelpName = "ID", Description = "Its name in options. [default: made from the file's name]" };
    private readonly Option<string> _name = new("--name") { HelpName = "NAME", Description = "Its label in dialogs. [default: what the file says, else its name]" };
    private readonly Option<string> _licence = new("--licence") { HelpName = "SPDX", Description = "Its licence. [default: what the file says, else unknown]" };
    private readonly Option<string> _purpose = new("--purpose") { HelpName = string.Join('|', PurposeNames.All), Description = "What it was made for. [default: what the file says, else other]" };
    private readonly Option<bool> _replace = new("--replace") { Description = "Take the place of one that was added under the same id." };

    /// <summary>The command.</summary>
    public AddModelCommand(CommandContext context)
        : base("add", "Tries out a generator of your own, describes it and adds it.")
    {
        _context = context;
        Add(_file);
        foreach (Option option in new Option[] { _scale, _id, _name, _licence, _purpose, _replace }) Add(option);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        var options = new AddOptions
        {
            Scale = parsed.GetValue(_scale) is var scale and > 0 ? scale : null,
            Id = parsed.GetValue(_id),
            Name = parsed.GetValue(_name),
            Licence = parsed.GetValue(_licence),
            Purpose = Purpose(parsed.GetValue(_purpose)),
            Replace = parsed.GetValue(_replace),
        };
        var adder = new ModelAdder(_context.Workshop.Models, new TerminalNotes(_context.Terminal));
        GeneratorDescription added = adder.Add(FileArgument.Read(parsed, _file), options, _context.Cancellation);
        (string does, string filter, string choice) = added.Scale == 1
            ? ("keeps the size", "restore-blur", "")
            : ($"enlarges {added.Scale}x", "upscale", added.Scale % 4 == 0 ? "" : " --scale 2");
        _context.Terminal.Print($"{added.Id}: added, {does}; use it with 'enlarger {filter} PICTURE --model {added.Id}{choice}'.");
    }

    private static GeneratorPurpose? Purpose(string? text) => text is null
        ? null
        : PurposeNames.Find(text) ?? throw new EnlargerException(ErrorKind.Usage, $"'{text}' is no purpose: use {string.Join(", ", PurposeNames.All)}.");
}

using System.CommandLine;
using Enlarger.Models.Builder.Adding;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>Takes away a generator that the user added.</summary>
internal sealed class RemoveModelCommand : Command
{
    private readonly CommandContext _context;
    private readonly Argument<string> _id = new("ID") { Description = "The generator." };

    /// <summary>The command.</summary>
    public RemoveModelCommand(CommandContext context)
        : base("remove", "Takes away a generator that you added.")
    {
        _context = context;
        Add(_id);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        string id = parsed.GetRequiredValue(_id);
        new ModelAdder(_context.Workshop.Models).Remove(id);
        _context.Terminal.Print($"{id}: removed");
    }
}

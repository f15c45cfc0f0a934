using System.CommandLine;

namespace Enlarger.CommandLine.Commands.Models;

/// <summary>The generators: which there are, and how they come and go.</summary>
internal sealed class ModelsCommand : Command
{
    /// <summary>The command, with a subcommand for each thing to do.</summary>
    public ModelsCommand(CommandContext context)
        : base("models", "Lists, restores, verifies, adds and removes generators.")
    {
        Add(new ListModelsCommand(context));
        Add(new RestoreModelsCommand(context));
        Add(new VerifyModelsCommand(context));
        Add(new ShowModelCommand(context));
        Add(new AddModelCommand(context));
        Add(new RemoveModelCommand(context));
    }
}

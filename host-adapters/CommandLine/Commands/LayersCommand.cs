using System.CommandLine;
using Enlarger.Filters;

namespace Enlarger.CommandLine.Commands;

/// <summary>The filters for editors that cannot load .NET: a whole document with its layers.</summary>
internal sealed class LayersCommand : Command
{
    /// <summary>The command, with a subcommand for each filter.</summary>
    public LayersCommand(CommandContext context)
        : base(
            "layers",
            "Runs a filter over the layers of an editor's document. Standard input: a line of JSON that describes it, the ICC profile if there is one, and, when the plan is there, the raw pixels of " +
            "each layer planned, whole, one after the other; it stays open until the end. Standard output: the plan in a line of JSON, then the raw pixels of each result. " +
            "Straight alpha, little-endian, rows without padding; lines \"progress 0.42\" on standard error. Only exit code 0 with every promised byte is success.")
    {
        foreach (IFilter filter in context.Workshop.Filters) Add(new LayersFilterCommand(context, filter));
    }
}

using System.CommandLine;
using Enlarger.Filters;

namespace Enlarger.CommandLine.Commands;

/// <summary>The preview for dialogs of editors that cannot load .NET.</summary>
internal sealed class PreviewCommand : Command
{
    /// <summary>The command, with a subcommand for each filter.</summary>
    public PreviewCommand(CommandContext context)
        : base(
            "preview",
            "Shows a filter's work on a part of an editor's document while a dialog is open. Standard input: what 'layers' takes, then the pixels of the active layer, " +
            "then a line of JSON for each change, until the dialog is closed. Standard output: the layer wanted, then for all news a line of JSON and the pixels of the views that it names.")
    {
        foreach (IFilter filter in context.Workshop.Filters) Add(new PreviewFilterCommand(context, filter));
    }
}

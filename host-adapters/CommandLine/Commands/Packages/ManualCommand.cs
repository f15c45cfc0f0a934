using System.CommandLine;

namespace Enlarger.CommandLine.Commands.Packages;

/// <summary>Prints the manual page of the whole command line.</summary>
internal sealed class ManualCommand : Command
{
    /// <summary>The command, of which the help is silent.</summary>
    public ManualCommand(CommandContext context, RootCommand root)
        : base("manual", "Prints the manual page, enlarger(1).")
    {
        Hidden = true;
        SetAction(_ => context.Terminal.Print(ManualPage.Of(root)));
    }
}

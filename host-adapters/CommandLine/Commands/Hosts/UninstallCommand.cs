using System.CommandLine;
using Enlarger.CommandLine.Hosts;

namespace Enlarger.CommandLine.Commands.Hosts;

/// <summary>Takes away what <see cref="InstallCommand"/> put into editors.</summary>
internal sealed class UninstallCommand : Command
{
    private readonly CommandContext _context;

    /// <summary>The command for those editors.</summary>
    public UninstallCommand(CommandContext context, IEnumerable<IHost> hosts)
        : base("uninstall", "Removes Enlarger from an editor, a file manager or the like.")
    {
        _context = context;
        foreach (IHost host in hosts)
        {
            var command = new Command(host.Id, $"Removes Enlarger from {host.Name}.");
            command.SetAction(_ => Run(host));
            Add(command);
        }
    }

    private void Run(IHost host)
    {
        CurrentUser.Demand();
        bool isAnyRemoved = false;
        foreach (string path in host.Uninstall())
        {
            isAnyRemoved = true;
            _context.Terminal.Print($"{host.Id}: removed from {path}");
        }

        if (!isAnyRemoved) _context.Terminal.Print($"{host.Id}: there is nothing to remove");
    }
}

using System.CommandLine;
using Enlarger.CommandLine.Hosts;

namespace Enlarger.CommandLine.Commands.Hosts;

/// <summary>Puts Enlarger into editors.</summary>
internal sealed class InstallCommand : Command
{
    private readonly CommandContext _context;

    /// <summary>The command for those editors.</summary>
    public InstallCommand(CommandContext context, IEnumerable<IHost> hosts)
        : base("install", "Puts Enlarger into an editor, a file manager or the like, for the current user.")
    {
        _context = context;
        foreach (IHost host in hosts)
        {
            var command = new Command(host.Id, $"Puts Enlarger into {host.Name}.");
            command.SetAction(_ => Run(host));
            Add(command);
        }
    }

    // One place that fails does not keep Enlarger from the next.
    private int Run(IHost host)
    {
        CurrentUser.Demand();
        int code = ExitCode.Done;
        foreach (IHostPlace place in host.Find(_context.Cancellation))
        {
            try
            {
                place.Install(_context.Cancellation);
                _context.Terminal.Print($"{host.Id}: installed for {place.Editor} in {place.Path}; {host.NextStep}.");
            }
            catch (EnlargerException exception)
            {
                _context.Terminal.Say($"enlarger: {ErrorSentence.Of(exception)}");
                code = Math.Max(code, ExitCode.Of(exception));
            }
        }

        return code;
    }
}

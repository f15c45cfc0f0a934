using Enlarger.CommandLine;
using Enlarger.Models;
using Enlarger.Models.Builder;

namespace Enlarger.Tests.Support;

/// <summary>A command line run inside the test's process, over a filter that repeats pixels.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static CommandRun Of(params string[] arguments) => Of(new NearestNeighbor(), arguments);

    public static CommandRun Of(NearestNeighbor filter, params string[] arguments) => Of(filter, CancellationToken.None, arguments);

    public static CommandRun Of(NearestNeighbor filter, CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, () => throw new NotSupportedException(), () => throw new NotSupportedException(), isInteractive: false);
        using var folder = new Folder();
        var builder = new ModelBuilder();
        var workshop = new Workshop([filter], new ModelStore(folder.Path, GeneratorCatalog.Load(), builder), builder);
        int code = new Application(terminal, _ => workshop).Run(arguments, cancellation);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}

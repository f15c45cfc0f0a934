using Enlarger.CommandLine;
using Enlarger.Models;
using Enlarger.Models.Builder;

namespace Enlarger.Tests.Support;

/// <summary>A command line run inside the test's process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs over a filter that repeats pixels and an empty store.</summary>
    public static CommandRun Of(params string[] arguments) => Of(new NearestNeighbor(), arguments);

    /// <summary>Runs over a filter and an empty store.</summary>
    public static CommandRun Of(NearestNeighbor filter, params string[] arguments) => Of(filter, CancellationToken.None, arguments);

    /// <summary>Runs over a filter and an empty store until it is cancelled.</summary>
    public static CommandRun Of(NearestNeighbor filter, CancellationToken cancellation, params string[] arguments)
    {
        using var folder = new Folder();
        return Of(_ => new Workshop(new Engine(NewStore(folder)), [filter], new ModelBuilder()), arguments, cancellation);
    }

    /// <summary>Runs over the real filters and the store in that folder.</summary>
    public static CommandRun In(Folder store, params string[] arguments)
    {
        var engine = new Engine(NewStore(store));
        return Of(terminal => new Workshop(engine, engine.Filters, new ModelBuilder()), arguments, CancellationToken.None);
    }

    /// <summary>Runs over a filter, between raw pixels.</summary>
    public static CommandRun Between(Stream input, Stream output, NearestNeighbor filter, CancellationToken cancellation, params string[] arguments)
    {
        using var folder = new Folder();
        return Of(_ => new Workshop(new Engine(NewStore(folder)), [filter], new ModelBuilder()), arguments, cancellation, () => input, () => output);
    }

    // Without a restorer: a test that means to download says so.
    private static ModelStore NewStore(Folder folder) => new(folder.Path, GeneratorCatalog.Load());

    private static CommandRun Of(Func<Terminal, Workshop> open, string[] arguments, CancellationToken cancellation, Func<Stream>? openInput = null, Func<Stream>? openOutput = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, openInput ?? (() => throw new NotSupportedException()), openOutput ?? (() => throw new NotSupportedException()), isInteractive: false);
        int code = new Application(terminal, open).Run(arguments, cancellation);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}

namespace Enlarger.CommandLine.Hosts;

/// <summary>How an editor, or a desktop, starts a program of ours; most say nothing of one that does not start.</summary>
/// <param name="words">The words that start a program there, for the program's path.</param>
/// <param name="missingRuntime">The sentence for a .NET runtime that is not found there.</param>
/// <param name="seesSystem">Whether the files of this machine are seen there.</param>
internal sealed class ProgramStart(Func<string, IReadOnlyList<string>> words, string missingRuntime, bool seesSystem)
{
    private const string SelfContained = "the self-contained build ('dotnet publish host-adapters/CommandLine -c Release -r linux-x64 --self-contained')";

    // As a .NET program ends that finds no runtime at all, and one that finds none of its version.
    private const int NoRuntime = 131, NoSuchRuntime = 150;

    /// <summary>Whether the files of this machine are seen there, so that links to them lead somewhere.</summary>
    public bool SeesSystem => seesSystem;

    /// <summary>The start by what the system or the user has installed.</summary>
    /// <param name="starter">What people call that.</param>
    public static ProgramStart By(string starter) => new(
        program => [program],
        $"{starter} would not find the .NET 10 runtime, so nothing was changed: install it for the whole system (the package dotnet-runtime-10.0 of most distributions), "
            + $"for {starter} does not know what DOTNET_ROOT says in a terminal, or install from {SelfContained}.",
        seesSystem: true);

    /// <summary>The start inside Flatpak's sandbox.</summary>
    /// <param name="starter">What people call the application.</param>
    /// <param name="flatpak">Flatpak's program.</param>
    /// <param name="application">The application.</param>
    public static ProgramStart Inside(string starter, string flatpak, FlatpakApplication application) => new(
        program => application.Words(flatpak, program),
        $"{starter} from Flatpak sees no .NET runtime of this machine, so nothing was changed for it: install from {SelfContained}.",
        seesSystem: false);

    /// <summary>Makes sure that a program starts there.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Those with which it does nothing and ends.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it does not, and what to do.</exception>
    public void Demand(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ProgramRun run = ProgramRun.Of([.. words(program), .. arguments], cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (run.ExitCode == 0) return;
        if (run.ExitCode is NoRuntime or NoSuchRuntime || run.Error.Contains("You must install", StringComparison.Ordinal)) throw new EnlargerException(ErrorKind.Output, missingRuntime);

        string? complaint = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        throw new EnlargerException(
            ErrorKind.Output,
            $"The program {Path.GetFileName(program)} does not start ({complaint?.TrimEnd('.') ?? $"exit code {run.ExitCode}"}), so nothing was changed: build or install Enlarger again.");
    }
}

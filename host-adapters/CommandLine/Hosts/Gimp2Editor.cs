using System.Text.RegularExpressions;

namespace Enlarger.CommandLine.Hosts;

/// <summary>GIMP as it is started, and how it starts a plug-in.</summary>
/// <param name="name">What people call it.</param>
/// <param name="gimp">The words that start GIMP.</param>
/// <param name="starterOf">The words that start a program where GIMP starts its plug-ins, for the program's path.</param>
/// <param name="missingRuntime">The sentence for a .NET runtime that a plug-in does not find there.</param>
internal sealed partial class Gimp2Editor(string name, IReadOnlyList<string> gimp, Func<string, IReadOnlyList<string>> starterOf, string missingRuntime)
{
    private const string SelfContained = "the self-contained build ('dotnet publish host-adapters/CommandLine -c Release -r linux-x64 --self-contained')";

    // As a .NET program ends that finds no runtime at all, and one that finds none of its version.
    private const int NoRuntime = 131, NoSuchRuntime = 150;

    /// <summary>A GIMP that the system or the user has installed.</summary>
    /// <param name="gimp">The full path of its program.</param>
    public static Gimp2Editor Installed(string gimp) => new(
        "GIMP 2.10",
        [gimp],
        program => [program],
        "GIMP would not find the .NET 10 runtime, so nothing was changed: install it for the whole system (the package dotnet-runtime-10.0 of most distributions), "
            + $"for GIMP does not know what DOTNET_ROOT says in a terminal, or install from {SelfContained}.");

    /// <summary>A GIMP in Flatpak's sandbox.</summary>
    /// <param name="flatpak">The full path of Flatpak's program.</param>
    /// <param name="application">GIMP's name there.</param>
    public static Gimp2Editor InFlatpak(string flatpak, string application) => new(
        "GIMP 2.10 from Flatpak",
        [flatpak, "run", application],
        program => [flatpak, "run", $"--command={program}", application],
        $"GIMP from Flatpak sees no .NET runtime of this machine, so nothing was changed for it: install from {SelfContained}.");

    /// <summary>What people call it.</summary>
    public string Name => name;

    /// <summary>Whether it is GIMP 2.10, and not the next one.</summary>
    public bool IsRightVersion(CancellationToken cancellation)
    {
        try
        {
            return Version().IsMatch(ProgramRun.Of([.. gimp, "--version"], cancellation).Output);
        }
        catch (EnlargerException)
        {
            // What does not even start is no GIMP.
            return false;
        }
    }

    /// <summary>Lets GIMP make its profile, as it does when it is started for the first time.</summary>
    public void MakeProfile(CancellationToken cancellation) =>
        ProgramRun.Of([.. gimp, "--no-interface", "--no-data", "--no-fonts", "--batch", "(gimp-quit 0)"], cancellation);

    /// <summary>Makes sure that a plug-in's program starts, because GIMP says nothing of one that does not.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it does not, and what to do.</exception>
    public void DemandStart(string program, CancellationToken cancellation)
    {
        ProgramRun run = ProgramRun.Of(starterOf(program), cancellation);
        if (run.ExitCode == 0) return;
        if (run.ExitCode is NoRuntime or NoSuchRuntime || run.Error.Contains("You must install", StringComparison.Ordinal)) throw new EnlargerException(ErrorKind.Output, missingRuntime);

        string? complaint = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        throw new EnlargerException(
            ErrorKind.Output,
            $"The program {Path.GetFileName(program)} does not start ({complaint?.TrimEnd('.') ?? $"exit code {run.ExitCode}"}), so nothing was changed: build or install Enlarger again.");
    }

    [GeneratedRegex(@"\b2\.10\.\d")]
    private static partial Regex Version();
}

using System.ComponentModel;
using System.Diagnostics;
using Enlarger.Models.Builder.Packages;

namespace Enlarger.CommandLine.Hosts;

/// <summary>A program that was run as a desktop would run it, and has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">What it wrote to its standard error.</param>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Long enough for an editor that starts for the first time on a slow machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // A child may leave a server behind that holds the streams open.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    /// <summary>Runs a program to its end, without what a terminal knows of .NET and a desktop does not (DOTNET_ROOT, for example).</summary>
    /// <param name="words">Its full path and its arguments.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be started, or does not end.</exception>
    public static ProgramRun Of(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None), error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            ProcessTree.Kill(process);
            cancellation.ThrowIfCancellationRequested();
            throw Failed(words[0], $"it did not end within {Patience.TotalMinutes:0} minutes");
        }

        // A Ctrl-C reaches the whole group of processes, and the child may be the first to end.
        if (process.ExitCode == CommandLine.ExitCode.Cancelled) throw new OperationCanceledException();
        Task.WhenAll(output, error).Wait(LastWords, CancellationToken.None);
        return new ProgramRun(process.ExitCode, TextOf(output), TextOf(error));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw Failed(start.FileName, new Win32Exception(exception.NativeErrorCode).Message, exception);
        }
    }

    private static string TextOf(Task<string> text) => text.IsCompletedSuccessfully ? text.Result : "";

    private static EnlargerException Failed(string program, string reason, Exception? inner = null) =>
        new(ErrorKind.Output, $"'{program}' could not be run: {reason}.", inner);
}

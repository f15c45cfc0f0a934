using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Enlarger.Explorer.Events;

namespace Enlarger.Explorer.Work;

/// <summary>The program at work on a job, without a window of its own.</summary>
internal sealed class EnlargerProcess : IDisposable
{
    // The first interrupt asks for an orderly end, the second does not wait for it, and more help where one was not heard.
    private const int MostInterrupts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Action<Process> _interrupt;
    private readonly Task _events;
    private readonly Task _errors;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly Stopwatch _sinceInterrupt = new();
    private volatile JobState _state;
    private volatile EnlargerException? _failure;
    private int _interrupts;

    private EnlargerProcess(Process process, Job job, Action<Process> interrupt)
    {
        (_process, _interrupt, _state) = (process, interrupt, JobState.Of(job));
        _events = Task.Run(ReadEvents);
        _errors = Task.Run(ReadErrors);
    }

    /// <summary>Where it is.</summary>
    public static string Beside => Path.Combine(AppContext.BaseDirectory, "enlarger.exe");

    /// <summary>How far the job has come.</summary>
    public JobState State => _state;

    /// <summary>The lines of its standard error until now.</summary>
    public IReadOnlyCollection<string> Said => _said;

    /// <summary>Its exit code, when it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Whether it tells what it does in words that only another version knows.</summary>
    public bool IsUnreadable => _failure is not null;

    /// <summary>Starts it.</summary>
    /// <param name="program">Where it is.</param>
    /// <param name="job">What it shall do.</param>
    /// <param name="interrupt">Sends a process what Ctrl-C on a terminal sends.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be started.</exception>
    public static EnlargerProcess Start(string program, Job job, Action<Process> interrupt)
    {
        var start = new ProcessStartInfo(program, job.Words)
        {
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return new EnlargerProcess(process, job, interrupt);
        }
        catch (Win32Exception exception)
        {
            string reason = new Win32Exception(exception.NativeErrorCode).Message.TrimEnd('.');
            throw new EnlargerException(ErrorKind.Output, $"The program enlarger cannot be started ({reason}): install Enlarger again.", exception);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="limit">How long.</param>
    /// <returns>Whether it has ended, and all that it said is there.</returns>
    public bool HasEnded(TimeSpan limit) => _process.WaitForExit(limit) && Task.WaitAll([_events, _errors], limit);

    /// <summary>Has it end soon, and leave nothing half done. To be called again until it has ended.</summary>
    public void Interrupt()
    {
        if (_sinceInterrupt.IsRunning && _sinceInterrupt.Elapsed < Pause) return;
        _sinceInterrupt.Restart();
        if (_interrupts++ < MostInterrupts) _interrupt(_process);
        else _process.Kill(entireProcessTree: true);
    }

    /// <summary>Makes sure that all that it told was understood.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it was not.</exception>
    public void DemandReadable()
    {
        if (_failure is { } failure) throw failure;
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private void ReadEvents()
    {
        // To its end even when it is not understood, so that the program never waits for a reader.
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            try
            {
                if (!IsUnreadable) _state = _state.After(ProgramEvent.Read(line));
            }
            catch (EnlargerException exception)
            {
                _failure = exception;
            }
        }
    }

    private void ReadErrors()
    {
        while (_process.StandardError.ReadLine() is { } line) _said.Enqueue(line);
    }
}

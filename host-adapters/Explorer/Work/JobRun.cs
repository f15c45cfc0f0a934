namespace Enlarger.Explorer.Work;

/// <summary>Does a job: waits for its turn, has the program work, and shows what happens.</summary>
/// <param name="job">The job.</param>
/// <param name="window">Shows it.</param>
/// <param name="turn">Comes when no other job is done.</param>
internal sealed class JobRun(Job job, IProgressWindow window, Turn turn)
{
    /// <summary>The exit code of what the user has cancelled.</summary>
    public const int Cancelled = 130;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    /// <summary>Does it.</summary>
    /// <param name="start">Starts the program.</param>
    /// <returns>The exit code of the program, of which the user has been told what must be told.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the program cannot be started, or is not the one that belongs to this.</exception>
    public int Run(Func<EnlargerProcess> start)
    {
        if (!AwaitTurn()) return Cancelled;

        window.Show(JobState.Of(job));
        using EnlargerProcess program = start();
        bool isCancelled = false;
        while (!program.HasEnded(Tick))
        {
            isCancelled |= window.IsCancelled;
            if (isCancelled || program.IsUnreadable) program.Interrupt();
            else window.Show(program.State);
        }

        // What was done before the wish came in is done.
        int code = program.ExitCode;
        if (code != 0 && isCancelled) return Cancelled;
        program.DemandReadable();

        // Nobody has to wait until an error is read.
        turn.Dispose();
        if (code is not (0 or Cancelled)) window.ShowError(Complaint.Of(program.Said, code));
        return code;
    }

    private bool AwaitTurn()
    {
        if (turn.Await(TimeSpan.Zero)) return true;
        window.Show(JobState.Of(job) with { Note = "Waiting for another picture to be finished…" });
        while (!turn.Await(Tick))
        {
            if (window.IsCancelled) return false;
        }

        return !window.IsCancelled;
    }
}

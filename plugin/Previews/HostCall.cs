using System.Runtime.ExceptionServices;

namespace Enlarger.Previews;

/// <summary>
/// A piece of work that only the host's thread may do, and that another thread waits for. Once cancelled it is not begun any more, whatever
/// the host still has in its queue; one that has begun is waited for, since it uses what belongs to the thread that waits.
/// </summary>
/// <param name="work">The work.</param>
/// <param name="cancellation">Abandons it, if it has not begun.</param>
internal sealed class HostCall(Action work, CancellationToken cancellation)
{
    private const int Waiting = 0, Begun = 1, Abandoned = 2;

    private readonly TaskCompletionSource _over = new();
    private int _state = Waiting;
    private ExceptionDispatchInfo? _error;

    /// <summary>Does the work, on the host's thread, if it is still wanted. What it throws is thrown to whom it is done for.</summary>
    public void Serve()
    {
        // Who cancels on the host's thread can rely on it at once, however late the waiting thread wakes up.
        if (cancellation.IsCancellationRequested || Interlocked.CompareExchange(ref _state, Begun, Waiting) != Waiting) return;
        try
        {
            work();
        }
        catch (Exception exception)
        {
            _error = ExceptionDispatchInfo.Capture(exception);
        }

        _over.SetResult();
    }

    /// <summary>Waits until the work is done, on the thread that needs it.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is done to what belongs to this thread any more.</exception>
    public void Wait()
    {
        try
        {
            _over.Task.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            if (Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Begun) _over.Task.Wait(CancellationToken.None);
            throw;
        }

        // Of a task that has ended, waiting does not look at the cancellation.
        cancellation.ThrowIfCancellationRequested();
        _error?.Throw();
    }
}

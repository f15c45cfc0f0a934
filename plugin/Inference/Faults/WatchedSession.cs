namespace Enlarger.Inference.Faults;

/// <summary>
/// A session on a device whose driver may hang. Every run has a thread of its own; one that takes far longer than those before it is given
/// up, for it cannot be stopped: its thread, its session and its memory are left alone for good.
/// </summary>
/// <param name="inner">The session; disposed of with this one unless it is lost.</param>
/// <param name="time">The clock.</param>
internal sealed class WatchedSession(IInferenceSession inner, TimeProvider time) : IInferenceSession
{
    // Compiling shaders and trying out algorithms at first take their time, and a card may be busy with something else.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private const int TimesTheLongest = 50;

    // What a run may take to notice that it was cancelled.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private TimeSpan? _longest;
    private volatile bool _isLost;

    /// <inheritdoc/>
    public bool IsLost => _isLost;

    /// <inheritdoc/>
    public void Run(Memory<float> input, long[] inputShape, Memory<float> output, long[] outputShape, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        Watch(() => inner.Run(input, inputShape, output, outputShape, cancellation), Limit, ended => _isLost = !ended, time, cancellation);
        TimeSpan taken = time.GetElapsedTime(start);
        if (taken > (_longest ?? TimeSpan.Zero)) _longest = taken;
    }

    /// <summary>Opens a session under the same watch.</summary>
    /// <exception cref="DeviceFault">It failed, or did not answer; a session that comes in the end is disposed of.</exception>
    public static WatchedSession Open(Func<IInferenceSession> open, TimeProvider time, CancellationToken cancellation)
    {
        IInferenceSession? session = null;
        bool isLate = false;
        var gate = new Lock();
        Watch(Open, First, _ => Forget(), time, cancellation);
        return new WatchedSession(session!, time);

        void Open()
        {
            IInferenceSession opened = open();
            lock (gate)
            {
                if (!isLate)
                {
                    session = opened;
                    return;
                }
            }

            opened.Dispose();
        }

        void Forget()
        {
            lock (gate)
            {
                isLate = true;
                session?.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isLost) inner.Dispose();
    }

    private TimeSpan Limit => _longest is not { } longest ? First : longest * TimesTheLongest > Least ? longest * TimesTheLongest : Least;

    private static void Watch(Action work, TimeSpan limit, Action<bool> giveUp, TimeProvider time, CancellationToken cancellation)
    {
        Task task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            task.WaitAsync(limit, time, cancellation).GetAwaiter().GetResult();
        }
        catch (TimeoutException) when (task.IsCompleted)
        {
            // Just in time after all.
            task.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            giveUp(e is OperationCanceledException && Ends(task, time));
            _ = task.ContinueWith(late => late.Exception, TaskScheduler.Default);
            if (e is OperationCanceledException) throw;
            throw new DeviceFault(FaultKind.NotResponding, $"it did not answer for {limit.TotalSeconds:0} seconds", e);
        }
    }

    private static bool Ends(Task task, TimeProvider time)
    {
        try
        {
            task.WaitAsync(Grace, time).GetAwaiter().GetResult();
            return true;
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            return false;
        }
        catch (Exception)
        {
            // How a cancelled run ended is of no interest.
            return true;
        }
    }
}

namespace Enlarger.Explorer.Work;

/// <summary>
/// The turn of one of the processes that Explorer starts, one for each picture: pictures are worked on one after another, because each takes
/// all of the machine. It belongs to the thread that got it.
/// </summary>
/// <param name="name">The name that all who take turns share.</param>
internal sealed class Turn(string name) : IDisposable
{
    /// <summary>The name for those of one user at one screen.</summary>
    public const string OfSession = @"Local\Enlarger.Explorer";

    private readonly Mutex _mutex = new(initiallyOwned: false, name);
    private bool _isOurs;

    /// <summary>Waits for the turn.</summary>
    /// <param name="limit">How long.</param>
    /// <returns>Whether it has come.</returns>
    public bool Await(TimeSpan limit)
    {
        try
        {
            return _isOurs = _mutex.WaitOne(limit);
        }
        catch (AbandonedMutexException)
        {
            // Whoever had it was ended, and it is ours.
            return _isOurs = true;
        }
    }

    /// <summary>Lets the next one have it.</summary>
    public void Dispose()
    {
        if (_isOurs) _mutex.ReleaseMutex();
        _isOurs = false;
        _mutex.Dispose();
    }
}

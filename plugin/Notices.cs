using System.Collections.Concurrent;

namespace Enlarger;

/// <summary>
/// Sentences for the user about what happens beside the result. They may come up on any thread and are told on the one that runs the
/// filter, as hosts need it; none twice.
/// </summary>
/// <param name="tell">Told each; nobody if null.</param>
internal sealed class Notices(Action<string>? tell)
{
    private volatile int _thread;
    private readonly ConcurrentQueue<string> _waiting = new();
    private readonly HashSet<string> _told = [];

    /// <summary>Makes the calling thread the one on which sentences are told.</summary>
    public void TellHere() => _thread = Environment.CurrentManagedThreadId;

    /// <summary>Adds a sentence, from any thread; it is told at once where that is the right one.</summary>
    public void Add(string sentence)
    {
        lock (_told)
        {
            if (_told.Add(sentence)) _waiting.Enqueue(sentence);
        }

        if (_thread == Environment.CurrentManagedThreadId) Deliver();
    }

    /// <summary>Tells what has been added, from the thread that runs the filter.</summary>
    public void Deliver()
    {
        while (_waiting.TryDequeue(out string? sentence)) tell?.Invoke(sentence);
    }
}

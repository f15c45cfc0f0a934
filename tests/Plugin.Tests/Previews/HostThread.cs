using System.Collections.Concurrent;
using System.Diagnostics;

namespace Enlarger.Tests.Previews;

/// <summary>The main loop of a host, turned by the test on its own thread.</summary>
internal sealed class HostThread
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly BlockingCollection<Action> _queue = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public void Post(Action action) => _queue.Add(action);

    /// <summary>Serves events until something has come true.</summary>
    public void ServeUntil(Func<bool> isDone)
    {
        Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(_thread));
        var patience = Stopwatch.StartNew();
        while (!isDone())
        {
            // What is waited for may come true without an event.
            if (_queue.TryTake(out Action? action, millisecondsTimeout: 1)) action();
            Assert.That(patience.Elapsed, Is.LessThan(Patience), "the host waits in vain");
        }
    }

    /// <summary>Serves at most so many events of those that are there.</summary>
    public void Serve(int most = int.MaxValue)
    {
        for (int i = 0; i < most && _queue.TryTake(out Action? action); i++) action();
    }

    /// <summary>Waits, serving nothing, until there is something to be served.</summary>
    public void WaitForEvent() => Assert.That(SpinWait.SpinUntil(() => _queue.Count > 0, Patience), Is.True, "nothing is posted");
}

using Enlarger.Inference;
using Enlarger.Inference.Faults;
using Enlarger.Tests.Support.Devices;

namespace Enlarger.Tests.Inference.Faults;

internal sealed class WatchedSessionTests
{
    private readonly StoppedTime _time = new();

    [Test]
    public void Opening_that_hangs_is_given_up_and_what_comes_late_is_closed()
    {
        var end = new TaskCompletionSource();
        var late = new Session();
        DeviceFault fault = Assert.Throws<DeviceFault>(() => WatchedSession.Open(() => Hang(end, late), _time, CancellationToken.None))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.NotResponding));
        Assert.That(late.IsDisposed.Task.IsCompleted, Is.False);

        end.SetResult();
        late.IsDisposed.Task.Wait();
    }

    [Test]
    public void A_run_that_hangs_loses_the_session_which_is_never_disposed_of()
    {
        var end = new TaskCompletionSource();
        var inner = new Session { OnRun = () => Hang(end, 0) };
        WatchedSession session = WatchedSession.Open(() => inner, _time, CancellationToken.None);
        DeviceFault fault = Assert.Throws<DeviceFault>(() => session.Run(new float[1], [1], new float[1], [1], CancellationToken.None))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.NotResponding));
        Assert.That(session.IsLost);
        session.Dispose();
        Assert.That(inner.IsDisposed.Task.IsCompleted, Is.False);
        end.SetResult();
    }

    [Test]
    public void A_run_that_ends_when_it_is_cancelled_loses_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var inner = new Session
        {
            OnRun = () =>
            {
                cancellation.Cancel();
                throw new OperationCanceledException(cancellation.Token);
            },
        };
        WatchedSession session = WatchedSession.Open(() => inner, _time, CancellationToken.None);
        Assert.Catch<OperationCanceledException>(() => session.Run(new float[1], [1], new float[1], [1], cancellation.Token));
        Assert.That(session.IsLost, Is.False);
        session.Dispose();
        Assert.That(inner.IsDisposed.Task.IsCompleted);
    }

    [Test]
    public void What_a_run_reports_is_passed_on()
    {
        var inner = new Session { OnRun = () => throw new DeviceFault(FaultKind.Removed, "it was lost") };
        using WatchedSession session = WatchedSession.Open(() => inner, _time, CancellationToken.None);
        Assert.That(Assert.Throws<DeviceFault>(() => session.Run(new float[1], [1], new float[1], [1], CancellationToken.None))!.Kind, Is.EqualTo(FaultKind.Removed));
        Assert.That(session.IsLost, Is.False);
    }

    private T Hang<T>(TaskCompletionSource end, T result)
    {
        while (!end.Task.Wait(1)) _time.RunOut();
        return result;
    }

    private sealed class Session : IInferenceSession
    {
        public Action OnRun { get; init; } = () => { };

        public TaskCompletionSource IsDisposed { get; } = new();

        public void Run(Memory<float> input, long[] inputShape, Memory<float> output, long[] outputShape, CancellationToken cancellation) => OnRun();

        public void Dispose() => IsDisposed.SetResult();
    }
}

using Enlarger.Previews;

namespace Enlarger.Tests.Previews;

internal sealed class HostCallTests
{
    [Test]
    public void What_is_waited_for_is_done_once_on_the_thread_that_serves()
    {
        List<int> threads = [];
        var call = new HostCall(() => threads.Add(Environment.CurrentManagedThreadId), CancellationToken.None);
        var waiting = Task.Run(call.Wait);
        call.Serve();
        call.Serve();
        waiting.Wait();
        Assert.That(threads, Is.EqualTo(new[] { Environment.CurrentManagedThreadId }));
    }

    [Test]
    public void What_it_throws_is_thrown_to_who_waits()
    {
        var call = new HostCall(() => throw new EnlargerException(ErrorKind.Input, "Damaged."), CancellationToken.None);
        Assert.That(call.Serve, Throws.Nothing);
        Assert.That(call.Wait, Throws.InstanceOf<EnlargerException>().With.Message.EqualTo("Damaged."));
    }

    [Test]
    public void Once_cancelled_it_is_not_begun_though_nobody_has_woken_up_yet()
    {
        using var cancellation = new CancellationTokenSource();
        var call = new HostCall(() => Assert.Fail("It was cancelled."), cancellation.Token);
        cancellation.Cancel();
        call.Serve();
        Assert.That(call.Wait, Throws.InstanceOf<OperationCanceledException>());
        call.Serve();
    }

    [Test]
    public void What_has_begun_is_waited_for_even_when_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using ManualResetEventSlim begun = new(), goOn = new();
        bool isDone = false;
        var call = new HostCall(
            () =>
            {
                begun.Set();
                goOn.Wait();
                Volatile.Write(ref isDone, true);
            },
            cancellation.Token);
        var host = Task.Run(call.Serve);
        begun.Wait();
        cancellation.Cancel();
        var waiting = Task.Run(() =>
        {
            Assert.That(call.Wait, Throws.InstanceOf<OperationCanceledException>());
            return Volatile.Read(ref isDone);
        });
        Assert.That(waiting.Wait(50), Is.False, "it may not leave what the host writes to");
        goOn.Set();
        Assert.That(waiting.Result);
        host.Wait();
    }

    [Test]
    public void Who_comes_late_to_what_was_cancelled_is_told_too()
    {
        using var cancellation = new CancellationTokenSource();
        var call = new HostCall(() => { }, cancellation.Token);
        call.Serve();
        cancellation.Cancel();
        Assert.That(call.Wait, Throws.InstanceOf<OperationCanceledException>());
    }
}

using System.Runtime.CompilerServices;
using Enlarger.PaintDotNet.Work;

namespace Enlarger.Tests.PaintDotNet.Work;

internal sealed class BackgroundWorkTests
{
    [Test]
    public void What_nobody_waits_for_any_more_fails_in_silence()
    {
        var error = new InvalidOperationException("of this test");
        bool isSeen = false;
        EventHandler<UnobservedTaskExceptionEventArgs> watch = (_, unobserved) => isSeen |= unobserved.Exception.InnerExceptions.Contains(error);
        TaskScheduler.UnobservedTaskException += watch;
        Fail(error);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= watch;
        Assert.That(isSeen, Is.False);
    }

    [Test]
    public void Disposing_of_it_cancels_it_and_waits_for_its_end()
    {
        bool isOver = false;
        var work = new BackgroundWork((_, cancellation) =>
        {
            cancellation.WaitHandle.WaitOne();
            isOver = true;
        });
        work.Dispose();
        Assert.That((work.IsCancelled, isOver), Is.EqualTo((true, true)));
    }

    // In a method of its own, so that nothing on the stack holds it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(Exception error) => new BackgroundWork((_, _) => throw error).Dispose();
}

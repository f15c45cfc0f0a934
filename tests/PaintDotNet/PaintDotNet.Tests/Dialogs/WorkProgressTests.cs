using Enlarger.PaintDotNet.Dialogs;

namespace Enlarger.Tests.PaintDotNet.Dialogs;

public sealed class WorkProgressTests
{
    [TestCase(60, 0.5, "50 %, about a minute left")]
    [TestCase(90, 0.43, "43 %, about 2 minutes left")]
    [TestCase(10, 0.999, "99 %, less than a minute left")]
    [TestCase(3600, 0.1, "10 %, about 9 hours left")]
    public void It_tells_the_part_and_the_time_left(int seconds, double done, string said) => Assert.That(Say(seconds, done), Is.EqualTo(said));

    [TestCase(1, 0.5, "50 %")]
    [TestCase(60, 0.01, "1 %")]
    [TestCase(60, 0, "0 %")]
    public void It_guesses_no_time_before_it_can_know(int seconds, double done, string said) => Assert.That(Say(seconds, done), Is.EqualTo(said));

    private static string Say(int seconds, double done)
    {
        var clock = new Clock();
        var progress = new WorkProgress(clock);
        clock.Now += seconds;
        return progress.Say(done);
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; } = 1000;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Now;
    }
}

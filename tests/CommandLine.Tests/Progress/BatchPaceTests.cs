using Enlarger.CommandLine.Progress;

namespace Enlarger.Tests.Progress;

public sealed class BatchPaceTests
{
    private TimeSpan _now;

    [Test]
    public void Time_left_follows_from_pixels()
    {
        var pace = new BatchPace(4, () => _now);
        Assert.That(pace.Left, Is.Null);
        pace.Begin(100);
        Assert.That(pace.Left, Is.Null);
        Pass(10);
        pace.Report(0.5);
        Assert.That(pace.LeftOfPicture, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(pace.Left, Is.EqualTo(TimeSpan.FromSeconds(70)), "The other three count as this one.");
        Assert.That(pace.Part, Is.EqualTo(0.125));
        Pass(10);
        pace.Report(1);
        pace.End(isEnlarged: true);
        Assert.That(pace.Left, Is.EqualTo(TimeSpan.FromSeconds(60)));

        pace.Begin(300);
        Assert.That(pace.Left, Is.EqualTo(TimeSpan.FromSeconds(20 * 7)), "100 of 800 pixels, since the average is 200 now.");
        Pass(60);
        pace.End(isEnlarged: true);
        Assert.That(pace.Left, Is.EqualTo(TimeSpan.FromSeconds(80)));
        Assert.That(pace.Part, Is.EqualTo(0.5));
    }

    [Test]
    public void What_was_skipped_or_failed_tells_nothing_of_the_pace()
    {
        var pace = new BatchPace(4, () => _now);
        pace.End(isEnlarged: false);
        Assert.That(pace.Part, Is.EqualTo(0.25));
        pace.Begin(1000);
        Pass(5);
        pace.Report(0.1);
        pace.End(isEnlarged: false);
        Assert.That(pace.Left, Is.Null);
        pace.Begin(10);
        Pass(3);
        pace.Report(1);
        pace.End(isEnlarged: true);
        Assert.That(pace.Left, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(pace.Ended, Is.EqualTo(3));
        pace.End(isEnlarged: false);
        Assert.That(pace.Part, Is.EqualTo(1));
    }

    [TestCase(0.04, "0.0 s")]
    [TestCase(59.94, "59.9 s")]
    [TestCase(59.96, "0 min 59 s")]
    [TestCase(185.2, "3 min 5 s")]
    [TestCase(7384, "2 h 3 min")]
    [TestCase(200000, "55 h 33 min")]
    public void Times_are_said_as_people_say_them(double seconds, string text) => Assert.That(Summary.Duration(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    private void Pass(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}

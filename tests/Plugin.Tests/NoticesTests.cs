namespace Enlarger.Tests;

internal sealed class NoticesTests
{
    [Test]
    public void Sentences_are_told_once_and_on_the_one_thread_only()
    {
        List<(string Sentence, int Thread)> told = [];
        var notices = new Notices(sentence => told.Add((sentence, Environment.CurrentManagedThreadId)));
        notices.TellHere();

        notices.Add("At once.");
        Assert.That(told, Has.Count.EqualTo(1));
        var other = new Thread(() => notices.Add("From elsewhere."));
        other.Start();
        other.Join();
        Assert.That(told, Has.Count.EqualTo(1));
        notices.Deliver();
        notices.Add("At once.");

        Assert.That(told, Is.EqualTo(new[] { ("At once.", Environment.CurrentManagedThreadId), ("From elsewhere.", Environment.CurrentManagedThreadId) }));
    }
}

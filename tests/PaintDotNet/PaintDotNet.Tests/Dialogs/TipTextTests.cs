using Enlarger.PaintDotNet.Dialogs;

namespace Enlarger.Tests.PaintDotNet.Dialogs;

public sealed class TipTextTests
{
    [Test]
    public void A_long_sentence_breaks_between_words_and_loses_none()
    {
        string sentence = string.Join(' ', Enumerable.Range(1, 60).Select(i => new string('x', i % 9 + 1)));
        string[] lines = TipText.Of(sentence).Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(' ', lines), Is.EqualTo(sentence));
            Assert.That(lines, Has.Length.GreaterThan(3));
            Assert.That(lines, Has.All.Length.LessThanOrEqualTo(70));
        }
    }

    [Test]
    public void A_short_one_and_a_word_without_end_stay_as_they_are([Values("Short.", "")] string sentence)
    {
        Assert.That(TipText.Of(sentence), Is.EqualTo(sentence));
        Assert.That(TipText.Of(new string('x', 200)), Has.Length.EqualTo(200));
    }
}

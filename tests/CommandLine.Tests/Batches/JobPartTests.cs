using Enlarger.CommandLine.Batches;

namespace Enlarger.Tests.Batches;

public sealed class JobPartTests
{
    [Test]
    public void Every_file_is_in_exactly_one_part([Values(1, 2, 7, 16)] int count)
    {
        string[] files = [.. Enumerable.Range(0, 500).Select(i => $"year/{i}.jpg")];
        int[] sizes = new int[count];
        foreach (string file in files)
        {
            int[] parts = [.. Enumerable.Range(1, count).Where(number => new JobPart(number, count).Holds(file))];
            Assert.That(parts, Has.Length.EqualTo(1), file);
            sizes[parts[0] - 1]++;
        }

        Assert.That(sizes.Max(), Is.LessThan(2.0 * files.Length / count + 1));
        Assert.That(sizes.Min(), Is.GreaterThan(0.3 * files.Length / count));
    }

    [TestCase("a.jpg", 11)]
    [TestCase("2024/sommer/日本語.png", 10)]
    [Description("Parts that moved with a release would be done twice, and by two machines at once.")]
    public void A_file_s_part_is_the_same_for_ever(string path, int number) => Assert.That(new JobPart(number, 16).Holds(path));

    [TestCase("1/1", 1, 1)]
    [TestCase("3/16", 3, 16)]
    [TestCase("100000/100000", 100000, 100000)]
    public void A_part_is_read(string text, int number, int count) => Assert.That(JobPart.Parse(text), Is.EqualTo(new JobPart(number, count)));

    [Test]
    public void What_is_no_part_is_refused([Values("", "3", "0/4", "5/4", "-1/4", "1/0", "1/100001", "1/2/3", " 1/2", "1.0/2", "a/b", "99999999999/99999999999")] string text) =>
        Assert.That(() => JobPart.Parse(text), Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Usage).And.Message.Contains("like 3/16"));
}

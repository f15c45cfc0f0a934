using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands;

/// <summary>What a shell is answered that asks for the words a command line may go on with.</summary>
public sealed class CompletionRequestTests
{
    [TestCase("enlarger ups", "upscale")]
    [TestCase("/usr/bin/my-enlarger ups", "upscale")]
    [TestCase("enlarger models ver", "verify")]
    [TestCase("enlarger upscale --form", "--format")]
    [TestCase("enlarger upscale photo.png --overwrite --form", "--format")]
    [TestCase("enlarger upscale \"a b.png\" 'c d.png' --form", "--format")]
    [TestCase("enlarger upscale --exact --form", "--format")]
    [TestCase("enlarger upscale --exact photo.png --form", "--format")]
    [TestCase("enlarger upscale --exact off --form", "--format")]
    [TestCase("enlarger upscale --exact=off --scale=2 --form", "--format")]
    public void One_word_that_fits_is_all_there_is(string line, string word) => Assert.That(Complete(line), Is.EqualTo(new[] { word }));

    [TestCase("enlarger upscale --scale ", "1", "2", "4")]
    [TestCase("enlarger upscale --scale=", "1", "2", "4")]
    [TestCase("enlarger upscale --exact ", "off", "on")]
    [TestCase("enlarger upscale --exact o", "off", "on")]
    [TestCase("enlarger upscale --exact=o", "off", "on")]
    [TestCase("enlarger upscale --color-lock on --format ", "jpg", "png", "tiff", "webp")]
    [TestCase("enlarger upscale --encoding ", "auto", "linear", "srgb")]
    public void Values_are_those_that_are_declared(string line, params string[] words) => Assert.That(Complete(line), Is.EquivalentTo(words));

    [TestCase("enlarger")]
    [TestCase("enlarger ")]
    [TestCase("")]
    public void At_the_beginning_every_command_is_offered_that_is_for_people(string line) => Assert.That(
        Complete(line), Is.SupersetOf(new[] { "upscale", "models", "install", "demo", "--help" }).And.No.Member("manual").And.No.Member("menus").And.None.StartsWith("/"));

    [Test]
    public void What_follows_the_cursor_does_not_count()
    {
        Assert.That(CommandRun.Of("[suggest:12]", "enlarger ups photo.png").OutputLines, Is.EqualTo(new[] { "upscale" }));
        Assert.That(CommandRun.Of("[suggest]", "enlarger ups").OutputLines, Is.EqualTo(new[] { "upscale" }));
        Assert.That(CommandRun.Of("[suggest:99999999999]", "enlarger ups").OutputLines, Is.EqualTo(new[] { "upscale" }));
    }

    [TestCase("enlarger upscale \"a b")]
    [TestCase("enlarger upscale photo.png --exact")]
    [TestCase("enlarger upscale 写真")]
    [TestCase("enlarger nothing of the kind ")]
    [TestCase("enlarger upscale --bogus=")]
    [TestCase("enlarger -- ")]
    public void A_line_that_makes_no_sense_is_no_error(string line)
    {
        CommandRun run = CommandRun.Of("[suggest]", line);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
    }

    [Test]
    public void No_line_at_all_is_an_error_or_a_crash([Range(0, 40)] int seed)
    {
        var random = new Random(seed);
        string[] pieces = ["enlarger", " ", " ", "upscale", "--scale", "=", "--exact", "on", "--", "\"", "'", "-o", "a b", "models", "写", "\\", "@x", "[suggest]"];
        string line = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
        CommandRun run = CommandRun.Of($"[suggest:{random.Next(line.Length + 3)}]", line);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")), line);
    }

    private static string[] Complete(string line) => CommandRun.Of($"[suggest:{line.Length}]", line).OutputLines;
}

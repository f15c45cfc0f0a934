using Enlarger.CommandLine;
using Enlarger.Tests.Support;

namespace Enlarger.Tests;

public sealed class ApplicationTests
{
    [TestCase("Unrecognized command or argument 'enlarge'", "enlarge", "a.png")]
    [TestCase("Required command was not provided")]
    [TestCase("Required argument missing", "upscale")]
    [TestCase("no option '--bogus'", "upscale", "--bogus")]
    [TestCase("'--bogus'", "upscale", "a.png", "--bogus")]
    [TestCase("'b.png'", "compare", "a.png", "a.png", "b.png")]
    [TestCase("'4/3' is no value for --jobs: write which part of how many", "upscale", "a.png", "--jobs", "4/3")]
    [TestCase("'30x45@300' is no value for --print-size: write width", "upscale", "a.png", "--print-size", "30x45@300")]
    [TestCase("--print-size chooses the scale", "upscale", "a.png", "--print-size", "30x45cm@300", "--scale", "4")]
    [TestCase("several pictures need a folder", "upscale", "a.png", "b.png", "-o", "c.png")]
    [TestCase("no option '--bogus'", "upscale", "a.png", "b.png", "--bogus")]
    [TestCase("'3' is no value for scale: use 4, 2, 1", "upscale", "a.png", "--scale", "3")]
    [TestCase("'5' is no value for tile: use a whole number from 16 to 4096, or auto", "upscale", "a.png", "--tile", "5")]
    [TestCase("'maybe' is no value for exact", "upscale", "a.png", "--exact=maybe")]
    [TestCase("'gif' is no file format: use png, jpg, webp, tiff", "upscale", "a.png", "--format", "gif")]
    [TestCase("IN is empty", "upscale", "")]
    [TestCase("'--width'", "pipe", "upscale", "--height", "2", "--format", "rgb8")]
    [TestCase("'0' is no value for --width: use a whole number from 1", "pipe", "upscale", "--width", "0", "--height", "2", "--format", "rgb8")]
    [TestCase("'-3' is no value for --height", "pipe", "upscale", "--width", "2", "--height", "-3", "--format", "rgb8")]
    [TestCase("'99999999999' is no value for --width", "pipe", "upscale", "--width", "99999999999", "--height", "3", "--format", "rgb8")]
    [TestCase("'1e3' is no value for --width", "pipe", "upscale", "--width", "1e3", "--height", "3", "--format", "rgb8")]
    [TestCase("Too large", "pipe", "upscale", "--width", "300000", "--height", "3", "--format", "rgb8")]
    [TestCase("'rgb9' is no pixel format", "pipe", "upscale", "--width", "2", "--height", "3", "--format", "rgb9")]
    [TestCase("'cmyk8' is no pixel format", "pipe", "upscale", "--width", "2", "--height", "3", "--format", "rgb8", "--result-format", "cmyk8")]
    [TestCase("'2' is no value for --control: use a whole number from 3", "pipe", "upscale", "--width", "2", "--height", "3", "--format", "rgb8", "--control", "2")]
    [TestCase("'restore-everything'", "pipe", "restore-everything")]
    public void A_wrong_command_line_is_one_sentence_and_exit_code_2(string text, params string[] arguments)
    {
        CommandRun run = CommandRun.Of(arguments);
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("enlarger: ").And.Contain(text));
        Assert.That(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1));
        Assert.That(run.Output, Is.Empty);
    }

    [TestCase("--help")]
    [TestCase("upscale", "--help")]
    [TestCase("pipe", "upscale", "--help")]
    [TestCase("models", "--help")]
    public void Help_is_asked_for_and_goes_to_standard_output(params string[] arguments)
    {
        CommandRun run = CommandRun.Of(arguments);
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("Usage:"));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void Every_parameter_of_a_filter_is_an_option_of_both_its_commands([Values("upscale", "pipe upscale")] string command)
    {
        string help = CommandRun.Of([.. command.Split(' '), "--help"]).Output;
        foreach (Enlarger.Filters.FilterParameter parameter in new NearestNeighbor().Parameters)
        {
            Assert.That(help, Does.Contain("--" + parameter.Id).And.Contain(parameter.Help).And.Contain($"[default: {parameter.Format(parameter.DefaultValue)}]"));
        }
    }

    [Test]
    public void A_bug_is_exit_code_1_and_tells_how_to_get_its_details()
    {
        using var folder = new Folder();
        string picture = Raster.Sample(8, 8, "rgb8").Save(folder["a.png"]);
        CommandRun run = CommandRun.Of(new NearestNeighbor { BeforeRow = _ => throw new DivideByZeroException() }, "upscale", picture);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("bug").And.Contain(ErrorSentence.DebugVariable).And.Not.Contain("   at "));
        Assert.That(folder.Files, Is.EqualTo(new[] { "a.png" }));
    }
}

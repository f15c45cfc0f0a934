using Enlarger.CommandLine;
using Enlarger.CommandLine.Progress;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Progress;

public sealed class JsonProgressTests
{
    [TestCase(null)]
    [TestCase("a.png")]
    public void What_the_user_should_know_meanwhile_is_an_event(string? file)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, () => Stream.Null, () => Stream.Null, isInteractive: false);
        new JsonProgress(terminal, file).During(progress =>
        {
            terminal.Note("The CPU does the work.");
            progress!.Report(1);
        });
        terminal.Note("Afterwards.");

        JObject[] events = [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse)];
        Assert.That(((string?)events[0]["event"], (string?)events[0]["message"], (string?)events[0]["input"]), Is.EqualTo(("note", "The CPU does the work.", file)));
        Assert.That((string?)events[^1]["event"], Is.EqualTo("progress"));
        Assert.That(error.ToString(), Is.EqualTo("Afterwards.\n"));
    }
}

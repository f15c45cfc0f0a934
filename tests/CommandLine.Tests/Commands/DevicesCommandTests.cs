using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands;

public sealed class DevicesCommandTests
{
    [Test]
    public void The_processor_is_always_there() =>
        Assert.That(CommandRun.Of("devices").OutputLines, Has.Some.StartsWith("cpu ").And.Contain($"{Environment.ProcessorCount} threads").And.Contain("of memory"));

    [Test]
    public void The_report_of_a_check_says_what_was_checked_and_with_what()
    {
        CommandRun run = CommandRun.Of("devices", "--check");

        Assert.That(run.OutputLines[0], Does.Match(@"^Enlarger \d+\.\d+\.\d+, ONNX Runtime \d+\.\d+"));
        Assert.That(run.OutputLines, Has.Some.StartsWith("cpu "));
    }
}

using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands;

public sealed class DevicesCommandTests
{
    [Test]
    public void The_processor_is_always_there() =>
        Assert.That(CommandRun.Of("devices").Output, Does.Match("(?m)^cpu ").And.Contain($"{Environment.ProcessorCount} threads").And.Contain("of memory"));
}

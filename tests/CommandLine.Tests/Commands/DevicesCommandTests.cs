using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands;

public sealed class DevicesCommandTests
{
    [Test]
    public void The_processor_is_always_there() =>
        Assert.That(CommandRun.Of("devices").Output, Does.StartWith("cpu ").And.Contain($"{Environment.ProcessorCount} threads").And.Contain("of memory"));
}

using Enlarger.Explorer.Events;

namespace Enlarger.Tests.Explorer.Events;

public sealed class ProgramEventTests
{
    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"event":7}""")]
    [TestCase("""{"event":"news"}""")]
    [TestCase("""{"event":"progress"}""")]
    [TestCase("""{"event":"progress","part":"0.5"}""")]
    [TestCase("""{"event":"progress","part":0.5,"more":1}""")]
    public void What_is_no_event_of_this_version_is_said_to_be_none(string line) =>
        Assert.That(() => ProgramEvent.Read(line), Throws.TypeOf<EnlargerException>().With.Message.EqualTo("Enlarger gave an answer that cannot be read: install it again."));
}

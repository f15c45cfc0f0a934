namespace Enlarger.Tests.Gimp3;

/// <summary>Makes what the tests of this folder need, once.</summary>
[SetUpFixture]
internal sealed class Gimp3SetUp
{
    [OneTimeSetUp]
    public void Make() => Gimp3Machine.Make();

    [OneTimeTearDown]
    public void Remove() => Gimp3Machine.Remove();
}

using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>Makes what the tests of this folder need, once.</summary>
[SetUpFixture]
internal sealed class GimpSetUp
{
    [OneTimeSetUp]
    public void Make()
    {
        if (!Programs.Has(GimpSession.Console)) Assert.Ignore("GIMP 2.10 is not installed: the plug-in for it is not tried.");
        GimpMachine.Make();
    }

    [OneTimeTearDown]
    public void Remove() => GimpMachine.Remove();
}

using Enlarger.Tests.Support;

namespace Enlarger.Tests.Krita;

/// <summary>Makes what the tests of this folder need, once.</summary>
[SetUpFixture]
internal sealed class KritaSetUp
{
    [OneTimeSetUp]
    public void Make()
    {
        if (!Programs.Has(KritaSession.Runner)) Assert.Ignore("Krita is not installed: the plug-in for it is not tried.");
        KritaMachine.Make();
        if (KritaMachine.Problem() is { } problem) Assert.Ignore($"Krita runs no Python on this machine, so that the plug-in for it is not tried: {problem}");
    }

    [OneTimeTearDown]
    public void Remove() => KritaMachine.Remove();
}

namespace Enlarger.Tests.Installers.Linux;

/// <summary>Builds what the tests of this folder try, once.</summary>
[SetUpFixture]
internal sealed class LinuxSetUp
{
    [OneTimeSetUp]
    public void Build()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("The packages for Linux are built and tried on Linux.");
        LinuxPackages.Build();
    }

    [OneTimeTearDown]
    public void Remove() => LinuxPackages.Remove();
}

using Enlarger.Inference.Devices;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands.Devices;

/// <summary>What needs no download; the installation itself is tested with its installer.</summary>
public sealed class InstallCudaCommandTests : FolderTests
{
    private readonly string? _chosen = Environment.GetEnvironmentVariable(DevicesFolder.Variable);

    [SetUp]
    public void HaveAnEmptyFolder() => Environment.SetEnvironmentVariable(DevicesFolder.Variable, Folder["devices"]);

    [TearDown]
    public void ComeBack() => Environment.SetEnvironmentVariable(DevicesFolder.Variable, _chosen);

    [Test]
    public void Uninstalling_what_is_not_there_is_done_at_once()
    {
        CommandRun run = CommandRun.Of("devices", "uninstall", "cuda");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Is.EqualTo($"cuda: there is nothing in {Path.Combine(Folder["devices"], "cuda")}\n"));
    }

    [Test]
    public void Uninstalling_removes_the_folder()
    {
        Directory.CreateDirectory(Folder["devices/cuda"]);
        CommandRun run = CommandRun.Of("devices", "uninstall", "cuda");
        Assert.That(run.Output, Is.EqualTo($"cuda: removed from {Path.Combine(Folder["devices"], "cuda")}\n"));
        Assert.That(Directory.Exists(Folder["devices/cuda"]), Is.False);
    }

    [TestCase("install")]
    [TestCase("uninstall")]
    public void Nothing_else_can_be_installed(string command)
    {
        Assert.That(CommandRun.Of("devices", command, "opencl").ExitCode, Is.EqualTo(2));
        Assert.That(CommandRun.Of("devices", command).ExitCode, Is.EqualTo(2));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Elsewhere CUDA is not looked for.")]
    public void The_list_of_devices_says_what_keeps_CUDA_from_being_used() =>
        Assert.That(CommandRun.Of("devices").Output, Does.Match(@"(?m)^cuda  not used: .+: .+\.$").And.Match("(?m)^cpu "));

    [Test]
    [Platform(Exclude = "Linux", Reason = "There it would download.")]
    public void Where_there_is_no_such_provider_the_sentence_says_so()
    {
        CommandRun run = CommandRun.Of("devices", "install", "cuda");
        Assert.That(run.ExitCode, Is.EqualTo(5));
        Assert.That(run.Error, Does.Contain("The CUDA provider is for Linux on x64 only"));
    }
}

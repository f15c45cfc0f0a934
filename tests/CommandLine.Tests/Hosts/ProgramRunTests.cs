using Enlarger.CommandLine.Hosts;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Hosts;

[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ProgramRunTests : FolderTests
{
    [Test]
    public void Words_and_streams_pass_as_they_are()
    {
        string program = Script.Write(Folder["a program"], "cat; printf '%s|' \"$@\"; echo Föhn >&2; exit 7");
        Assert.That(ProgramRun.Of([program, "a b", "", "写真", "(quit 0)"], CancellationToken.None), Is.EqualTo(new ProgramRun(7, "a b||写真|(quit 0)|", "Föhn\n")));
    }

    [Test]
    public void What_a_terminal_knows_of_NET_is_kept_from_it()
    {
        string? before = Environment.GetEnvironmentVariable("DOTNET_ROOT_X64");
        Environment.SetEnvironmentVariable("DOTNET_ROOT_X64", "/somewhere");
        try
        {
            Assert.That(ProgramRun.Of([Script.Write(Folder["a"], "env")], CancellationToken.None).Output, Does.Match("(?m)^PATH=").And.Not.Match("(?m)^DOTNET_"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOTNET_ROOT_X64", before);
        }
    }

    [Test]
    public void A_cancelled_one_is_ended_with_its_children()
    {
        string program = Script.Write(Folder["a"], $"echo > '{Folder["started"]}'; sleep 600; echo > '{Folder["went on"]}'");
        using var cancellation = new CancellationTokenSource();
        Task<ProgramRun> run = Task.Run(() => ProgramRun.Of([program], cancellation.Token));
        Assert.That(() => File.Exists(Folder["started"]), Is.True.After(20_000, 20));
        cancellation.Cancel();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.Exists(Folder["went on"]), Is.False);
    }

    [Test]
    public void One_that_ends_by_a_Ctrl_C_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => ProgramRun.Of([Script.Write(Folder["a"], "kill -INT $$")], CancellationToken.None));

    [Test]
    public void One_that_leaves_a_server_behind_is_not_waited_for_until_that_ends()
    {
        string program = Script.Write(Folder["a"], $"sleep 600 & echo $! > '{Folder["server"]}'; echo done");
        Assert.That(ProgramRun.Of([program], CancellationToken.None).ExitCode, Is.Zero);
        using var server = System.Diagnostics.Process.GetProcessById(int.Parse(File.ReadAllText(Folder["server"]), System.Globalization.CultureInfo.InvariantCulture));
        Assert.That(server.HasExited, Is.False);
        server.Kill();
    }

    [Test]
    public void What_cannot_be_started_is_a_sentence()
    {
        string file = Folder.Write("no program", [1, 2, 3]);
        EnlargerException exception = Assert.Throws<EnlargerException>(() => ProgramRun.Of([file], CancellationToken.None))!;
        Assert.That(exception.Kind, Is.EqualTo(ErrorKind.Output));
        Assert.That(exception.Message, Is.EqualTo($"'{file}' could not be run: Permission denied."));
    }
}

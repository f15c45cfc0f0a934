using Enlarger.CommandLine.Hosts;
using Enlarger.Filters;
using Enlarger.Models.Builder.Packages;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands.Packages;

public sealed class ManualCommandTests : FolderTests
{
    [Test]
    public void Every_command_and_option_is_in_it_and_nothing_that_is_not_for_people()
    {
        string page = CommandRun.Of("manual").Output.Replace("\\-", "-", StringComparison.Ordinal);
        Assert.That(page, Does.StartWith(".TH ENLARGER 1 ").And.Contain(".SH NAME\nenlarger - "));
        foreach (string command in new[] { "upscale", "pipe upscale", "models restore", "devices install cuda", "install krita", "demo" }) Assert.That(page, Does.Contain($".SS \"enlarger {command}\"\n"));
        foreach (FilterParameter parameter in new NearestNeighbor().Parameters) Assert.That(page, Does.Contain($"\\fB--{parameter.Id}\\fR"));
        Assert.That(page, Does.Contain("\\fB-o\\fR, \\fB--output\\fR \\fIFILE").And.Contain("\\fB130\\fR\nCancelled."));
        Assert.That(page, Does.Not.Contain("enlarger manual").And.Not.Contain("enlarger menus"));
    }

    [Test]
    public void It_is_of_plain_letters_and_no_line_is_a_request_by_chance()
    {
        string page = CommandRun.In(Folder, "manual").Output;
        Assert.That(page.All(char.IsAscii));
        string[] known = [".TH", ".SH", ".SS", ".TP", ".B", ".BR", ".br", ".nh", ".ad"];
        Assert.That(page.Split('\n').Where(line => line.StartsWith('.') || line.StartsWith('\'')).Select(line => line.Split(' ')[0]).Distinct(), Is.SubsetOf(known));
    }

    [Test]
    [Platform("Linux")]
    public void The_system_s_own_program_has_nothing_to_warn_of()
    {
        if (SearchPath.Find("man", Environment.GetEnvironmentVariable("PATH")) is not { } man)
        {
            Assert.Ignore("man is not installed here.");
            return;
        }

        string file = Folder["enlarger.1"];
        File.WriteAllText(file, CommandRun.In(Folder, "manual").Output);
        ProgramRun run = ProgramRun.Of([man, "--warnings", "-E", "UTF-8", "-l", "-Tutf8", file], CancellationToken.None);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain("Enlarger ").And.Contain("ENLARGER(1)"));
    }
}

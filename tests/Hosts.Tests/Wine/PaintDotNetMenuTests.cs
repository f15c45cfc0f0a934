using Enlarger.Models;
using Enlarger.Tests.PaintDotNet;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Wine;

/// <summary>The published plug-in, loaded on Windows as Paint.NET loads it.</summary>
internal sealed class PaintDotNetMenuTests
{
    [Test]
    public void The_menu_lists_the_four_commands()
    {
        ProcessRun run = WineMachine.PaintDotNet(ModelStore.DefaultFolder, "menu", WineMachine.PathOf(PublishedPlugIn.Folder));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.That(lines.Select(line => line.Split('\t')[0]), Is.EqualTo(new[]
        {
            "Effects > Enlarger > Enhance crop...",
            "Effects > Enlarger > Restore blur...",
            "Effects > Enlarger > Upscale 2x...",
            "Effects > Enlarger > Upscale 4x...",
        }));
        Assert.That(lines, Has.All.Contains("Enlarger 0.1.0"));
    }
}

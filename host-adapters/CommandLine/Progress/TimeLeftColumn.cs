using Spectre.Console;
using Spectre.Console.Rendering;

namespace Enlarger.CommandLine.Progress;

/// <summary>The time left, as somebody else reckons it.</summary>
internal sealed class TimeLeftColumn(Func<ProgressTask, TimeSpan?> left) : ProgressColumn
{
    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(left(task) is { } time ? $"{(int)Math.Min(time.TotalHours, 999):00}:{time.Minutes:00}:{time.Seconds:00}" : "--:--:--");
}

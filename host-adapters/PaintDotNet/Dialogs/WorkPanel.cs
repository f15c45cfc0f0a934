using System.Windows.Forms;
using Enlarger.PaintDotNet.Work;
using Timer = System.Windows.Forms.Timer;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>How far the work is; empty while there is none.</summary>
internal sealed class WorkPanel : TableLayoutPanel
{
    private const int Steps = 1000, Milliseconds = 100;

    // Of the longest sentence, so that the bar keeps its length; in pixels of a screen of 96 dots per inch.
    private const int TextWidth = 180;

    private readonly ProgressBar _bar = new() { Maximum = Steps, Anchor = AnchorStyles.Left | AnchorStyles.Right };
    private readonly Label _text = new() { AutoSize = true, MinimumSize = new(TextWidth, 0), Anchor = AnchorStyles.Left };
    private readonly Timer _timer = new() { Interval = Milliseconds };
    private WorkProgress? _progress;
    private BackgroundWork? _work;

    /// <summary>An empty one.</summary>
    public WorkPanel()
    {
        (AutoSize, RowCount, Margin) = (true, 1, new Padding(3, 0, 3, 0));
        ColumnStyles.Add(new ColumnStyle(SizeType.Percent, 100));
        ColumnStyles.Add(new ColumnStyle(SizeType.AutoSize));
        Controls.Add(_bar, 0, 0);
        Controls.Add(_text, 1, 0);
        _timer.Tick += (_, _) => ShowProgress();
        End();
    }

    /// <summary>Shows that work is about to begin.</summary>
    /// <param name="sentence">What is done, where no part of it can be told.</param>
    public void Begin(string sentence)
    {
        _text.Text = sentence;
        _bar.Style = ProgressBarStyle.Marquee;
        SetVisible(true);
    }

    /// <summary>Shows how far that work is.</summary>
    public void Watch(BackgroundWork work)
    {
        (_work, _progress) = (work, new WorkProgress(TimeProvider.System));
        _bar.Style = ProgressBarStyle.Continuous;
        ShowProgress();
        _timer.Start();
    }

    /// <summary>Shows nothing any more.</summary>
    public void End()
    {
        _timer.Stop();
        _work = null;
        SetVisible(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _timer.Dispose();
        base.Dispose(disposing);
    }

    // The panel keeps its place, so that nothing moves.
    private void SetVisible(bool isVisible) => _bar.Visible = _text.Visible = isVisible;

    private void ShowProgress()
    {
        if (_work is null || _progress is null) return;
        _bar.Value = (int)(Math.Clamp(_work.Progress, 0, 1) * Steps);
        _text.Text = _progress.Say(_work.Progress);
    }
}

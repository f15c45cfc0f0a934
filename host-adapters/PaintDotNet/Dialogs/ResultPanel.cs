using System.Windows.Forms;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>What has become of the result, instead of the controls.</summary>
internal sealed class ResultPanel : TableLayoutPanel
{
    private const int LineWidth = 300;

    private readonly Label _sentence = NewSentence();
    private readonly Label _notice = NewSentence();
    private string? _path;

    /// <summary>One that says nothing yet.</summary>
    public ResultPanel()
    {
        AutoSize = true;
        ColumnStyles.Add(new ColumnStyle(SizeType.Percent, 100));
        Controls.Add(_sentence, 0, 0);
        Controls.Add(_notice, 0, 1);
        var buttons = new FlowLayoutPanel { AutoSize = true, Dock = DockStyle.Fill, Margin = Padding.Empty };
        buttons.Controls.AddRange([Save, Folder]);
        Controls.Add(buttons, 0, 2);
        Folder.Click += (_, _) => FolderWanted?.Invoke(_path!);
    }

    /// <summary>The user wants to see that file or folder.</summary>
    public event Action<string>? FolderWanted;

    /// <summary>The button that saves the result; not seen where it is in a file already.</summary>
    public Button Save { get; } = new() { Text = "&Save as…", AutoSize = true, Visible = false };

    private Button Folder { get; } = new() { Text = "Show in &folder", AutoSize = true, Visible = false };

    /// <summary>Says where the result is.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="path">The file or the folder; null if it is in neither.</param>
    /// <param name="notice">What there is to know about it; null if nothing.</param>
    /// <param name="canSave">Whether it can be saved.</param>
    public void Say(string sentence, string? path, string? notice, bool canSave)
    {
        _path = path;
        _sentence.Text = sentence;
        _notice.Text = notice ?? "";
        _notice.Visible = notice is not null;
        Save.Visible = canSave;
        Folder.Visible = path is not null;
    }

    private static Label NewSentence() => new() { AutoSize = true, MaximumSize = new(LineWidth, 0), MinimumSize = new(LineWidth, 0), UseMnemonic = false, Margin = new Padding(3, 3, 3, 9) };
}

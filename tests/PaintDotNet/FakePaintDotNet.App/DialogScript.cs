using System.Drawing;
using System.Drawing.Imaging;
using System.Globalization;
using System.Windows.Forms;
using PaintDotNet.Effects;
using Timer = System.Windows.Forms.Timer;

namespace FakePaintDotNet.App;

/// <summary>
/// What the user does in a dialog, one step after the other, each as soon as it can be done: press:TEXT a button, check:TEXT a switch, choose:TEXT in a list,
/// see:TEXT in a sentence, wait:MILLISECONDS, shot:FILE of the window, close it by its cross.
/// </summary>
internal sealed class DialogScript(string[] steps)
{
    private const int Milliseconds = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly List<string> _sentences = [];
    private readonly DateTime _start = DateTime.UtcNow;
    private int _next;
    private DateTime? _waitsUntil;

    /// <summary>The sentences that the window showed, each once.</summary>
    public IReadOnlyList<string> Sentences => _sentences;

    /// <summary>Shows the dialog and does the steps.</summary>
    /// <returns>How it was closed.</returns>
    public DialogResult Play(IEffectConfigForm dialog)
    {
        var form = (Form)dialog;
        using var timer = new Timer { Interval = Milliseconds };
        timer.Tick += (_, _) => Step(form);
        timer.Start();
        return dialog.ShowDialog(null);
    }

    private static IEnumerable<Control> Visible(Control parent) => parent.Controls.Cast<Control>().Where(control => control.Visible).SelectMany(control => Visible(control).Prepend(control));

    private static string Plain(string text) => text.Replace("&", "", StringComparison.Ordinal);

    private void Step(Form form)
    {
        foreach (string text in Visible(form).OfType<Label>().Select(label => label.UseMnemonic ? Plain(label.Text) : label.Text).Where(text => text.Length > 0 && !_sentences.Contains(text))) _sentences.Add(text);
        if (DateTime.UtcNow - _start > Patience) GiveUp(form);
        if (_next >= steps.Length || !form.Visible) return;
        string[] step = steps[_next].Split(':', 2);
        if (!TryDo(form, step[0], step.Length > 1 ? step[1] : "")) return;
        _next++;
    }

    private bool TryDo(Form form, string verb, string what)
    {
        switch (verb)
        {
            case "press":
                if (Find<Button>(form, what) is not { } button) return false;

                // What a click does may show another window and come back only when that is closed.
                form.BeginInvoke(button.PerformClick);
                return true;
            case "check":
                if (Find<CheckBox>(form, what) is { } box) box.Checked = !box.Checked;
                else if (Find<RadioButton>(form, what) is { } choice) choice.Checked = true;
                else return false;
                return true;
            case "choose":
                (ComboBox List, int Index) found = Visible(form).OfType<ComboBox>().Where(list => list.Enabled).Select(list => (list, list.FindStringExact(what))).FirstOrDefault(list => list.Item2 >= 0);
                if (found.List is null) return false;
                found.List.SelectedIndex = found.Index;
                return true;
            case "see":
                return _sentences.Exists(sentence => sentence.Contains(what, StringComparison.Ordinal));
            case "wait":
                _waitsUntil ??= DateTime.UtcNow.AddMilliseconds(int.Parse(what, CultureInfo.InvariantCulture));
                if (DateTime.UtcNow < _waitsUntil) return false;
                _waitsUntil = null;
                return true;
            case "shot":
                Photograph(form, what);
                return true;
            case "close":
                form.BeginInvoke(form.Close);
                return true;
            default:
                throw new ArgumentException($"There is no step {verb}.");
        }
    }

    // Wine draws a window's controls onto a screen, and not where Control.DrawToBitmap wants them.
    private static void Photograph(Form form, string path)
    {
        using var picture = new Bitmap(form.Width, form.Height);
        using (Graphics graphics = Graphics.FromImage(picture)) graphics.CopyFromScreen(form.Location, Point.Empty, form.Size);
        picture.Save(path, ImageFormat.Png);
    }

    private static T? Find<T>(Form form, string text)
        where T : Control => Visible(form).OfType<T>().FirstOrDefault(control => control.Enabled && Plain(control.Text) == text);

    private void GiveUp(Form form)
    {
        Console.Error.WriteLine($"The dialog did not come to its end; the next step is {(_next < steps.Length ? steps[_next] : "to wait until it closes")}. It shows:");
        foreach (Control control in Visible(form).Where(control => control.Text.Length > 0)) Console.Error.WriteLine($"{control.GetType().Name}{(control.Enabled ? "" : " (disabled)")}: {control.Text}");
        Environment.Exit(3);
    }
}

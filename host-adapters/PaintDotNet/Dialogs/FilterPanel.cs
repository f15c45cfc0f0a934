using System.Windows.Forms;
using Enlarger.Filters;
using Enlarger.PaintDotNet.Work;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>A control for each parameter that the user gives, and below them what comes of it.</summary>
internal sealed class FilterPanel : TableLayoutPanel
{
    // Of the form's own buttons.
    private const string OtherMnemonics = "R";

    // Where a sentence is broken, in pixels of a screen of 96 dots per inch.
    private const int LineWidth = 300;

    private readonly Session _session;
    private readonly Action _changed;
    private readonly ToolTip _tips = new() { AutoPopDelay = short.MaxValue };
    private readonly Mnemonics _mnemonics = new(OtherMnemonics);
    private readonly Dictionary<string, ParameterControl> _controls = [];
    private readonly CheckBox? _allLayers;
    private readonly Label _sizes = new() { AutoSize = true, MaximumSize = new(LineWidth, 0), MinimumSize = new(LineWidth, 0), UseMnemonic = false };

    // Controls report what they are given, too.
    private bool _isFilling = true;

    /// <summary>Controls that show nothing yet.</summary>
    /// <param name="session">Declares the parameters.</param>
    /// <param name="changed">Called when the user changes something.</param>
    public FilterPanel(Session session, Action changed)
    {
        (_session, _changed) = (session, changed);
        AutoSize = true;
        ColumnStyles.Add(new ColumnStyle(SizeType.AutoSize));
        ColumnStyles.Add(new ColumnStyle(SizeType.Percent, 100));
        foreach (FilterParameter parameter in session.Parameters) Add(parameter);
        if (session.CanTakeAllLayers)
        {
            _allLayers = new CheckBox { Text = _mnemonics.Mark("All layers, as files"), AutoSize = true, Anchor = AnchorStyles.Left };
            _allLayers.CheckedChanged += (_, _) => Changed();
            Add(null, _allLayers, "An effect cannot enlarge the canvas itself: all layers go into an OpenRaster file or a folder of PNGs, with names, opacity, visibility and blend modes.");
        }

        Controls.Add(_sizes, 0, RowCount++);
        SetColumnSpan(_sizes, 2);
        _sizes.Margin = new Padding(3, 9, 3, 0);
        _tips.SetToolTip(_sizes, "The size of what is worked on, and of the result.");
    }

    /// <summary>The values of the parameters.</summary>
    /// <exception cref="EnlargerException">One is typed wrongly.</exception>
    public FilterSettings Settings => _controls.Aggregate(_session.Defaults, (settings, control) => settings.With(control.Key, control.Value.Value));

    /// <summary>Whether all layers are wanted.</summary>
    public bool AllLayers => _allLayers is { Checked: true };

    /// <summary>Shows what becomes how large, or why nothing does.</summary>
    public void Say(string sentence) => _sizes.Text = sentence;

    /// <summary>Shows values.</summary>
    public void Fill(FilterSettings settings, bool allLayers)
    {
        _isFilling = true;
        foreach ((string id, ParameterControl control) in _controls) control.Value = settings.Text(id);
        if (_allLayers is not null) _allLayers.Checked = allLayers;
        _isFilling = false;
        _changed();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _tips.Dispose();
        base.Dispose(disposing);
    }

    private void Changed()
    {
        if (!_isFilling) _changed();
    }

    private void Add(FilterParameter parameter)
    {
        string label = _mnemonics.Mark(parameter.Name);
        var control = ParameterControl.Of(parameter, label, Changed);
        foreach (Control part in control.Controls)
        {
            part.AccessibleDescription = parameter.Help;
            if (part is not CheckBox) part.AccessibleName = parameter.Name;
        }

        _controls.Add(parameter.Id, control);
        Add(control.HasLabel ? null : $"{label}:", control, parameter.Help);
    }

    private void Add(string? label, Control control, string help)
    {
        if (label is not null)
        {
            var text = new Label { Text = label, AutoSize = true, Anchor = AnchorStyles.Left };
            Explain(text, help);
            Controls.Add(text, 0, RowCount);
        }

        Explain(control, help);
        Controls.Add(control, 1, RowCount++);
    }

    // The mouse is over the innermost control.
    private void Explain(Control control, string help)
    {
        _tips.SetToolTip(control, TipText.Of(help));
        foreach (Control part in control.Controls) Explain(part, help);
    }
}

using System.ComponentModel;
using System.Windows.Forms;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>A box to tick.</summary>
internal sealed class SwitchControl : ParameterControl
{
    private const string On = "on", Off = "off";

    private readonly CheckBox _box;

    /// <summary>A box.</summary>
    /// <param name="label">What stands beside it.</param>
    /// <param name="changed">Called when it is ticked or not any more.</param>
    public SwitchControl(string label, Action changed)
    {
        _box = new CheckBox { Text = label, AutoSize = true };
        _box.CheckedChanged += (_, _) => changed();
        Add(_box);
    }

    /// <inheritdoc/>
    public override bool HasLabel => true;

    /// <inheritdoc/>
    [DesignerSerializationVisibility(DesignerSerializationVisibility.Hidden)]
    public override string Value
    {
        get => _box.Checked ? On : Off;
        set => _box.Checked = value == On;
    }
}

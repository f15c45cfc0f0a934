using Enlarger.Gimp2.Native;

namespace Enlarger.Gimp2.Dialogs;

/// <summary>A box to tick.</summary>
internal sealed class SwitchControl : ParameterControl
{
    /// <summary>A box.</summary>
    /// <param name="changed">Called when it is ticked or not any more.</param>
    /// <param name="label">What stands beside it.</param>
    public SwitchControl(Action changed, string label = "")
    {
        Widget = LibGtk.gtk_check_button_new_with_label(label);
        Signals.Connect(Widget, "toggled", changed);
    }

    /// <inheritdoc/>
    public override nint Widget { get; }

    /// <summary>Whether it is ticked.</summary>
    public bool IsOn => LibGtk.gtk_toggle_button_get_active(Widget) != 0;

    /// <inheritdoc/>
    public override string Value
    {
        get => IsOn ? "on" : "off";
        set => LibGtk.gtk_toggle_button_set_active(Widget, value == "on" ? 1 : 0);
    }
}

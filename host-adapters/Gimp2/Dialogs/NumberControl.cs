using System.Globalization;
using Enlarger.Filters;
using Enlarger.Gimp2.Native;

namespace Enlarger.Gimp2.Dialogs;

/// <summary>A number to type, with a slider where it is a matter of degree, and a box to tick that leaves it to the filter.</summary>
internal sealed class NumberControl : ParameterControl
{
    // Of a longer range a slider cannot reach each value.
    private const int LongestSlider = 200;

    private const string Automatic = "auto";

    private readonly nint _number;
    private readonly nint _manual = LibGtk.gtk_hbox_new(0, 6);
    private readonly SwitchControl? _automatic;

    /// <summary>The control for that parameter.</summary>
    public NumberControl(IntegerParameter parameter, Action changed)
    {
        Widget = LibGtk.gtk_hbox_new(0, 6);
        _number = LibGtk.gtk_adjustment_new(parameter.Minimum, parameter.Minimum, parameter.Maximum, 1, 10, 0);
        Signals.Connect(_number, "value-changed", changed);
        if (parameter.Maximum - parameter.Minimum <= LongestSlider)
        {
            nint slider = LibGtk.gtk_hscale_new(_number);
            LibGtk.gtk_scale_set_draw_value(slider, 0);
            LibGtk.gtk_widget_set_size_request(slider, 110, -1);
            LibGtk.gtk_box_pack_start(_manual, slider, 1, 1, 0);
        }

        LibGtk.gtk_box_pack_start(_manual, LibGtk.gtk_spin_button_new(_number, 1, 0), 0, 0, 0);
        LibGtk.gtk_box_pack_start(Widget, _manual, 1, 1, 0);
        if (parameter.Automatic is null) return;
        _automatic = new SwitchControl(ShowManual + changed, "Automatic");
        LibGtk.gtk_box_pack_start(Widget, _automatic.Widget, 0, 0, 0);
    }

    /// <inheritdoc/>
    public override nint Widget { get; }

    /// <inheritdoc/>
    public override string Value
    {
        get => _automatic is { IsOn: true } ? Automatic : LibGtk.gtk_adjustment_get_value(_number).ToString(CultureInfo.InvariantCulture);
        set
        {
            if (_automatic is not null) _automatic.Value = value == Automatic ? "on" : "off";
            if (value != Automatic) LibGtk.gtk_adjustment_set_value(_number, int.Parse(value, CultureInfo.InvariantCulture));
        }
    }

    private void ShowManual() => LibGtk.gtk_widget_set_sensitive(_manual, _automatic is { IsOn: true } ? 0 : 1);
}

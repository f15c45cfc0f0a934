using System.ComponentModel;
using System.Globalization;
using System.Windows.Forms;
using Enlarger.Filters;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>A number to type, with a slider where it is a matter of degree, and a box to tick that leaves it to the filter.</summary>
internal sealed class NumberControl : ParameterControl
{
    // Of a longer range a slider cannot reach each value.
    private const int LongestSlider = 200;

    private readonly IntegerParameter _parameter;
    private readonly NumericUpDown _number = new() { TextAlign = HorizontalAlignment.Right };
    private readonly TrackBar? _slider;
    private readonly CheckBox? _automatic;

    /// <summary>The control for that parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="changed">Called when the value changes.</param>
    public NumberControl(IntegerParameter parameter, Action changed)
    {
        _parameter = parameter;
        (_number.Minimum, _number.Maximum) = (parameter.Minimum, parameter.Maximum);
        _number.Width = parameter.Maximum < 1000 ? 52 : 76;
        if (parameter.Maximum - parameter.Minimum <= LongestSlider)
        {
            // As high as the number beside it; a slider takes more for the ticks that it does not have.
            _slider = new TrackBar
            {
                Minimum = parameter.Minimum,
                Maximum = parameter.Maximum,
                LargeChange = 10,
                TickStyle = TickStyle.None,
                AutoSize = false,
                Width = 110,
                Height = 26,
                Margin = Padding.Empty,
            };
            _slider.ValueChanged += (_, _) => _number.Value = _slider.Value;
            Add(_slider, fills: true);
        }

        _number.ValueChanged += (_, _) =>
        {
            if (_slider is not null) _slider.Value = (int)_number.Value;
            changed();
        };
        Add(_number);
        if (parameter.Automatic is null) return;
        _automatic = new CheckBox { Text = "Automatic", AutoSize = true };
        _automatic.CheckedChanged += (_, _) =>
        {
            ShowManual();
            changed();
        };
        Add(_automatic);
    }

    /// <inheritdoc/>
    [DesignerSerializationVisibility(DesignerSerializationVisibility.Hidden)]
    public override string Value
    {
        get => _automatic is { Checked: true } ? _parameter.Format(_parameter.Automatic!) : ((int)_number.Value).ToString(CultureInfo.InvariantCulture);
        set
        {
            int number = Parse(value);
            if (_automatic is not null) _automatic.Checked = number == _parameter.Automatic;
            if (number != _parameter.Automatic) _number.Value = number;
            ShowManual();
        }
    }

    private int Parse(string value)
    {
        try
        {
            return (int)_parameter.Parse(value);
        }
        catch (EnlargerException)
        {
            return _parameter.Default;
        }
    }

    private void ShowManual()
    {
        _number.Enabled = _automatic is not { Checked: true };
        if (_slider is not null) _slider.Enabled = _number.Enabled;
    }
}

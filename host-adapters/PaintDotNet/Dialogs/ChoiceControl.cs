using System.ComponentModel;
using System.Windows.Forms;
using Enlarger.Filters;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>A list to choose from, in which other values can be typed where the parameter takes them.</summary>
internal sealed class ChoiceControl : ParameterControl
{
    private readonly ChoiceParameter _parameter;
    private readonly ComboBox _list = new();

    /// <summary>A list of the parameter's choices.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="changed">Called when the value changes.</param>
    public ChoiceControl(ChoiceParameter parameter, Action changed)
    {
        _parameter = parameter;
        _list.DropDownStyle = parameter.IsOpen ? ComboBoxStyle.DropDown : ComboBoxStyle.DropDownList;
        _list.Items.AddRange([.. parameter.Choices.Select(choice => choice.Name)]);
        _list.TextChanged += (_, _) => changed();
        Add(_list, fills: true);
    }

    /// <inheritdoc/>
    [DesignerSerializationVisibility(DesignerSerializationVisibility.Hidden)]
    public override string Value
    {
        get => _parameter.Choices.FirstOrDefault(choice => choice.Name == _list.Text)?.Id ?? _list.Text.Trim();
        set
        {
            int index = _parameter.Choices.Index().FirstOrDefault(item => item.Item.Id == value, (-1, null!)).Index;
            if (index < 0 && _parameter.IsOpen) _list.Text = value;
            else _list.SelectedIndex = Math.Max(0, index);
        }
    }
}

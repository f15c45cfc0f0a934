using System.ComponentModel;
using System.Windows.Forms;
using Enlarger.Filters;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>What a user sets a parameter with.</summary>
internal abstract class ParameterControl : TableLayoutPanel
{
    private protected ParameterControl()
    {
        (AutoSize, RowCount, Margin) = (true, 1, Padding.Empty);
        Anchor = AnchorStyles.Left | AnchorStyles.Right;
    }

    /// <summary>Whether the parameter's name stands in the control itself and not before it.</summary>
    public virtual bool HasLabel => false;

    /// <summary>The value, as <see cref="FilterParameter.Format"/> writes it. One that the control cannot show gives the parameter's default.</summary>
    [DesignerSerializationVisibility(DesignerSerializationVisibility.Hidden)]
    public abstract string Value { get; set; }

    /// <summary>The control for a parameter of that kind.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="label">Its name, with an ampersand before the letter that reaches it.</param>
    /// <param name="changed">Called when the value changes.</param>
    public static ParameterControl Of(FilterParameter parameter, string label, Action changed) => parameter switch
    {
        ChoiceParameter choice => new ChoiceControl(choice, changed),
        SwitchParameter => new SwitchControl(label, changed),
        IntegerParameter number => new NumberControl(number, changed),
        _ => throw new NotSupportedException($"A dialog has nothing for a parameter of the type {parameter.GetType().Name}."),
    };

    /// <summary>Puts a control behind those that are there.</summary>
    /// <param name="control">The control.</param>
    /// <param name="fills">Whether it takes the room that others leave.</param>
    protected void Add(Control control, bool fills = false)
    {
        control.Anchor = fills ? AnchorStyles.Left | AnchorStyles.Right : AnchorStyles.Left;
        ColumnStyles.Add(fills ? new ColumnStyle(SizeType.Percent, 100) : new ColumnStyle(SizeType.AutoSize));
        Controls.Add(control, ColumnStyles.Count - 1, 0);
    }
}

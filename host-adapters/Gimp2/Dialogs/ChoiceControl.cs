using Enlarger.Filters;
using Enlarger.Gimp2.Native;

namespace Enlarger.Gimp2.Dialogs;

/// <summary>A list to choose from.</summary>
internal sealed class ChoiceControl : ParameterControl
{
    private readonly List<string> _values = [];

    /// <summary>A list of those choices.</summary>
    public ChoiceControl(IEnumerable<FilterChoice> choices, Action changed)
    {
        Widget = LibGtk.gtk_combo_box_new_text();
        foreach (FilterChoice choice in choices) Add(choice);
        Signals.Connect(Widget, "changed", changed);
    }

    /// <inheritdoc/>
    public override nint Widget { get; }

    /// <inheritdoc/>
    public override string Value
    {
        get => _values[LibGtk.gtk_combo_box_get_active(Widget)];
        set
        {
            // Such as a device that was named in another program.
            if (!_values.Contains(value)) Add(new FilterChoice(value, value));
            LibGtk.gtk_combo_box_set_active(Widget, _values.IndexOf(value));
        }
    }

    private void Add(FilterChoice choice)
    {
        _values.Add(choice.Id);
        LibGtk.gtk_combo_box_append_text(Widget, choice.Name);
    }
}

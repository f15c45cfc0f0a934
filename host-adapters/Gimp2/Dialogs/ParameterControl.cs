using Enlarger.Filters;

namespace Enlarger.Gimp2.Dialogs;

/// <summary>What a user sets a parameter with.</summary>
internal abstract class ParameterControl
{
    /// <summary>The widget.</summary>
    public abstract nint Widget { get; }

    /// <summary>The value, as <see cref="FilterParameter.Format"/> writes it.</summary>
    public abstract string Value { get; set; }

    /// <summary>The control for a parameter of that kind.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="changed">Called when the user changes the value.</param>
    public static ParameterControl Of(FilterParameter parameter, Action changed) => parameter switch
    {
        ChoiceParameter choice => new ChoiceControl(choice.Choices, changed),
        SwitchParameter => new SwitchControl(changed),
        IntegerParameter number => new NumberControl(number, changed),
        _ => throw new NotSupportedException($"A dialog has nothing for a parameter of the type {parameter.GetType().Name}."),
    };
}

namespace Enlarger.Filters;

/// <summary>
/// A parameter as a filter declares it. Dialogs, procedure arguments and command-line options are made from the declaration.
/// </summary>
/// <param name="Id">Its name in options and procedures: lower case, words joined by hyphens.</param>
/// <param name="Name">Its label in a dialog.</param>
/// <param name="Help">One sentence on what it does.</param>
public abstract record FilterParameter(string Id, string Name, string Help)
{
    /// <summary>The value a user gets who sets nothing.</summary>
    public abstract object DefaultValue { get; }

    /// <summary>Reads a value as a user writes it.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: it is not a value of this parameter.</exception>
    public abstract object Parse(string text);

    /// <summary>Writes a value as <see cref="Parse"/> reads it.</summary>
    public abstract string Format(object value);

    /// <summary>The error for a text that is no value of this parameter.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="expected">What would have been right, to follow "use".</param>
    protected EnlargerException Wrong(string text, string expected) =>
        new(ErrorKind.Usage, $"'{text}' is no value for {Id}: use {expected}.");
}

namespace Enlarger.CommandLine.Documents;

/// <summary>Where a host wants the result.</summary>
internal enum OutputName
{
    /// <summary>Where results of the filter usually go.</summary>
    Auto,

    /// <summary>Into the document.</summary>
    InPlace,

    /// <summary>Into a new document.</summary>
    NewImage,
}

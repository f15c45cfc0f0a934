namespace Enlarger;

/// <summary>What went wrong, as far as a caller has to tell errors apart. Each value is the command line's exit code for it.</summary>
public enum ErrorKind
{
    /// <summary>An option, parameter or combination of them that makes no sense.</summary>
    Usage = 2,

    /// <summary>The input cannot be read, or is not what it says it is.</summary>
    Input = 3,

    /// <summary>A generator is missing, damaged, or not what its description says.</summary>
    Model = 4,

    /// <summary>A device is absent, or inference on it failed.</summary>
    Device = 5,

    /// <summary>The result could not be written.</summary>
    Output = 6,
}

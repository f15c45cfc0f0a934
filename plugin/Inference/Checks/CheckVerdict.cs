namespace Enlarger.Inference.Checks;

/// <summary>How the check of a device ended.</summary>
public enum CheckVerdict
{
    /// <summary>It began, and the process ended in it: a driver that takes the program with it.</summary>
    Unfinished,

    /// <summary>The device agrees with the processor, twice alike.</summary>
    Passed,

    /// <summary>It does not, or it failed later in use.</summary>
    Failed,
}

namespace Enlarger.Inference.Faults;

/// <summary>What a device did to a tile, by what helps against it.</summary>
internal enum FaultKind
{
    /// <summary>It could not be opened: a library, the driver or the device itself is not there.</summary>
    Absent,

    /// <summary>Its memory did not suffice: a smaller tile may pass.</summary>
    OutOfMemory,

    /// <summary>It was removed, reset or lost: a new session may work.</summary>
    Removed,

    /// <summary>It did not answer: nothing that was given to it can be taken back.</summary>
    NotResponding,

    /// <summary>It returned values that cannot be a picture: what it computes cannot be trusted.</summary>
    WrongValues,

    /// <summary>It failed the check before first use, now or earlier.</summary>
    Untrusted,

    /// <summary>It reported another error.</summary>
    Failed,
}

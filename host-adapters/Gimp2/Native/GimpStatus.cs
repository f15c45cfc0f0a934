namespace Enlarger.Gimp2.Native;

/// <summary>How a procedure ended (GimpPDBStatusType).</summary>
internal enum GimpStatus
{
    /// <summary>It failed; a sentence follows.</summary>
    ExecutionError = 0,

    /// <summary>It did what it is for.</summary>
    Success = 3,

    /// <summary>The user cancelled it.</summary>
    Cancel = 4,
}

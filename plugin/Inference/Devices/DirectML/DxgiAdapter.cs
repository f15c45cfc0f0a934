namespace Enlarger.Inference.Devices.DirectML;

/// <summary>A graphics adapter as Windows reports it.</summary>
/// <param name="Index">Its place in the list of all, those counted too that are no use; what DirectML calls it by.</param>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Driver">The version of its driver; empty where Windows does not tell.</param>
/// <param name="IsSoftware">Whether the processor only plays its part.</param>
/// <param name="DedicatedBytes">Memory that nothing but it uses.</param>
/// <param name="SharedBytes">The machine's memory that it may use besides.</param>
/// <param name="FreeLocalBytes">What this process may still take of the memory near it; null where Windows does not tell.</param>
/// <param name="FreeSharedBytes">The same of the machine's.</param>
internal sealed record DxgiAdapter(
    int Index, string Name, string Driver, bool IsSoftware, long DedicatedBytes, long SharedBytes, long? FreeLocalBytes, long? FreeSharedBytes);

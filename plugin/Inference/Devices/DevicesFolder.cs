namespace Enlarger.Inference.Devices;

/// <summary>Where lies what devices need beyond Enlarger itself, as the libraries for CUDA.</summary>
public static class DevicesFolder
{
    /// <summary>The environment variable that overrides <see cref="Default"/>.</summary>
    public const string Variable = "ENLARGER_DEVICES";

    /// <summary>The folder unless told otherwise: beside that of the generators, in the user's folder for application data that stays on this machine.</summary>
    public static string Default => UserFolder.Of(Variable, "devices");
}

using Enlarger.Inference.Natives;

namespace Enlarger.Inference.Devices.DirectML;

/// <summary>
/// DirectML.dll as Enlarger brings it. ONNX Runtime loads it when it is first needed, by its name, and on one system did not return where it
/// was missing: it is looked for and loaded before.
/// </summary>
internal static class DirectMLLibrary
{
    /// <summary>What it is called.</summary>
    public const string FileName = $"{Name}.dll";

    private const string Name = "DirectML";

    /// <summary>Where it lies in the product's folder; null where it does not.</summary>
    public static string? Path => NativeLibraries.PathOf(Name);

    /// <summary>Loads it, so that whoever asks for the name gets this one and not that of Windows.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it is missing, or Windows does not accept it.</exception>
    public static void Load() => NativeLibraries.Load(Name);
}

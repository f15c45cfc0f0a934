using System.Runtime.InteropServices;

namespace Enlarger.Inference.Devices.DirectML;

/// <summary>
/// DirectML.dll as Enlarger brings it. ONNX Runtime loads it when it is first needed, by its name, and on one system did not return where it
/// was missing: it is looked for and loaded before.
/// </summary>
internal static class DirectMLLibrary
{
    /// <summary>What it is called.</summary>
    public const string FileName = "DirectML.dll";

    /// <summary>Where it lies in the product's folder; null where it does not.</summary>
    public static string? Path
    {
        get
        {
            string[] folders = [System.IO.Path.GetDirectoryName(typeof(DirectMLLibrary).Assembly.Location) ?? "", AppContext.BaseDirectory];
            return folders
                .Where(folder => folder.Length > 0)
                .SelectMany(folder => new[] { System.IO.Path.Combine(folder, FileName), System.IO.Path.Combine(folder, "runtimes", "win-x64", "native", FileName) })
                .FirstOrDefault(File.Exists);
        }
    }

    /// <summary>Loads it, so that whoever asks for the name gets this one and not that of Windows.</summary>
    /// <exception cref="DllNotFoundException">It is missing, or Windows does not accept it.</exception>
    public static void Load() => NativeLibrary.Load(Path ?? throw new DllNotFoundException($"{FileName} is missing from the folder of Enlarger."));
}

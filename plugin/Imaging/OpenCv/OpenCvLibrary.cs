using System.Reflection;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Enlarger.Imaging.OpenCv;

/// <summary>
/// The native library of OpenCvSharp, taken from the product's own folder and from nowhere else. It is loaded before OpenCvSharp looks
/// for it, which would say on the standard output that there is none, and there may be pixels.
/// </summary>
internal static class OpenCvLibrary
{
    private const string Name = "OpenCvSharpExtern";

    /// <summary>Whether the library is there, fits this machine and does its work.</summary>
    public static bool IsUsable { get; } = Load() && Works();

    private static bool Load()
    {
        Assembly product = typeof(OpenCvLibrary).Assembly;
        string folder = Path.GetDirectoryName(product.Location) is { Length: > 0 } own ? own : AppContext.BaseDirectory;
        string file = OperatingSystem.IsWindows() ? $"{Name}.dll" : $"lib{Name}.so";
        foreach (string path in (string[])[Path.Combine(folder, file), Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", file)])
        {
            if (!NativeLibrary.TryLoad(path, out nint library)) continue;
            NativeLibrary.SetDllImportResolver(typeof(Mat).Assembly, (name, _, _) => name == Name ? library : 0);
            return true;
        }

        return false;
    }

    // A library of another version may lack a function.
    private static bool Works()
    {
        try
        {
            float[] to = [1];
            new OpenCvPixelOperations().Blend([0], 0.5f, to);
            return to[0] == 0.5f;
        }
        catch (Exception e) when (e is TypeInitializationException or TypeLoadException or BadImageFormatException or OpenCvSharpException)
        {
            return false;
        }
    }
}

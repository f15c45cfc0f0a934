using Enlarger.Inference.Natives;
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
        try
        {
            NativeLibraries.Bind(typeof(Mat).Assembly, Name);
            return true;
        }
        catch (EnlargerException)
        {
            return false;
        }
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

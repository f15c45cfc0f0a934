using System.Reflection;
using System.Runtime.InteropServices;

namespace Enlarger.Inference.Natives;

/// <summary>
/// The native libraries that come with Enlarger. Each is loaded by its full path out of the product's own folders and never by its name
/// alone: Windows has an onnxruntime.dll of its own, and search paths belong to whoever sets them.
/// </summary>
internal static class NativeLibraries
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<(Assembly Assembly, string Name)> Bound = [];

    /// <summary>Where a native library of ours lies; null where it is in none of our folders.</summary>
    /// <param name="name">Its name without what systems add to it: "onnxruntime" for libonnxruntime.so and onnxruntime.dll.</param>
    /// <param name="assembly">The assembly that calls it, whose folder is looked into as well.</param>
    public static string? PathOf(string name, Assembly? assembly = null) =>
        Folders(assembly).Select(folder => Path.Combine(folder, FileName(name))).FirstOrDefault(File.Exists);

    /// <summary>Loads a native library of ours.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it is not there, or does not load.</exception>
    public static nint Load(string name, Assembly? assembly = null) => LoadFile(Require(name, assembly));

    /// <summary>Where a native library of ours lies.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it is in none of our folders.</exception>
    public static string Require(string name, Assembly? assembly = null) => PathOf(name, assembly)
        ?? throw new EnlargerException(
            ErrorKind.Device, $"Enlarger's own {FileName(name)} is missing (looked for in {string.Join(", ", Folders(assembly))}): build or install Enlarger again.");

    /// <summary>
    /// Makes an assembly's calls of a native library end in ours. It is loaded at once, so that what is wrong with it is told here and
    /// not in the midst of a call. Asked again, it does nothing.
    /// </summary>
    /// <param name="assembly">The assembly that calls it.</param>
    /// <param name="name">The name it is called by.</param>
    /// <param name="path">Tells its full path where it does not lie in the product's folders.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it is not there, or does not load.</exception>
    public static void Bind(Assembly assembly, string name, Func<string?>? path = null)
    {
        lock (Gate)
        {
            if (Bound.Contains((assembly, name))) return;
            nint library = LoadFile(path?.Invoke() ?? Require(name, assembly));
            try
            {
                NativeLibrary.SetDllImportResolver(assembly, (asked, _, _) => asked == name ? library : 0);
            }
            catch (InvalidOperationException)
            {
                // The host has a resolver for it already, and there can be but one, which decides. Ours is in the process by now, where
                // Windows takes it for any library of that name; Linux goes by full paths, and what is left to trust is that resolver.
            }

            Bound.Add((assembly, name));
        }
    }

    private static IEnumerable<string> Folders(Assembly? assembly)
    {
        string native = Path.Combine("runtimes", PortableIdentifier, "native");
        return new[] { FolderOf(typeof(NativeLibraries).Assembly), assembly is null ? null : FolderOf(assembly), Path.GetFullPath(AppContext.BaseDirectory) }
            .OfType<string>()
            .Select(Path.TrimEndingDirectorySeparator)
            .Distinct()
            .SelectMany(folder => new[] { folder, Path.Combine(folder, native) });
    }

    private static string PortableIdentifier
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    // An assembly out of a single file, or out of memory, has no place.
    private static string? FolderOf(Assembly assembly) => assembly.Location is { Length: > 0 } place ? Path.GetDirectoryName(Path.GetFullPath(place)) : null;

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    private static nint LoadFile(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // What Windows does not have of itself, and names by no more than its absence.
            string advice = OperatingSystem.IsWindows() ? "install the newest Visual C++ runtime (https://aka.ms/vs/17/release/vc_redist.x64.exe), or Enlarger again" : "build or install Enlarger again";
            throw new EnlargerException(ErrorKind.Device, $"The library {path} does not load ({LoadError.Reason(e)}): {advice}.", e);
        }
    }
}

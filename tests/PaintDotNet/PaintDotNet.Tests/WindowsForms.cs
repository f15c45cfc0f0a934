using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Enlarger.Tests.PaintDotNet;

/// <summary>
/// Windows Forms wherever the tests run: no window is opened, but types that derive from one are loaded. Its assemblies hold code for Windows, for which
/// other systems refuse them, beside the portable code that it was made of; so they get them as if there were nothing else.
/// </summary>
internal static class WindowsForms
{
    // Places in the header of managed code (ECMA-335, II.25.3.3).
    private const int Flags = 16;
    private const int NativeHeader = 64;

    // Places in the header of programs of 64 bits, and in the directories that it ends in.
    private const int Directories = 112;
    private const int Imports = 8;
    private const int Exceptions = 24;
    private const int Relocations = 40;

    private static readonly string Folder = typeof(WindowsForms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "WindowsForms").Value!;

#pragma warning disable CA2255 // The types are loaded before any test has begun.
    [ModuleInitializer]
    internal static void Provide()
#pragma warning restore CA2255
    {
        if (!OperatingSystem.IsWindows()) AssemblyLoadContext.Default.Resolving += Load;
    }

    private static Assembly? Load(AssemblyLoadContext context, AssemblyName name)
    {
        string path = Path.Combine(Folder, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromStream(new MemoryStream(Portable(File.ReadAllBytes(path)))) : null;
    }

    private static byte[] Portable(byte[] assembly)
    {
        using var reader = new PEReader(new MemoryStream(assembly));
        int header = reader.PEHeaders.CorHeaderStartOffset;
        CorFlags flags = (reader.PEHeaders.CorHeader!.Flags | CorFlags.ILOnly) & ~CorFlags.ILLibrary;
        BitConverter.TryWriteBytes(assembly.AsSpan(header + Flags), (int)flags);
        assembly.AsSpan(header + NativeHeader, 8).Clear();
        Span<byte> directories = assembly.AsSpan(reader.PEHeaders.PEHeaderStartOffset + Directories);
        directories.Slice(Imports, 8).Clear();
        directories.Slice(Exceptions, 8).Clear();
        directories.Slice(Relocations, 8).Clear();
        return assembly;
    }
}

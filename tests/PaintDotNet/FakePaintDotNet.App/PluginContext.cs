using System.Reflection;
using System.Runtime.Loader;

namespace FakePaintDotNet.App;

/// <summary>Where a plug-in's assemblies live, apart from those of other plug-ins. What the host has comes from the host.</summary>
internal sealed class PluginContext(string plugin) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(plugin))
{
    private readonly AssemblyDependencyResolver _resolver = new(plugin);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}

using System.Reflection;

namespace FakePaintDotNet.App;

/// <summary>A plug-in in its folder.</summary>
internal static class Plugin
{
    /// <summary>Loads it as Paint.NET does: into a context of its own, with all that its deps.json names.</summary>
    public static Assembly Load(string folder)
    {
        string dependencies = Directory.GetFiles(Path.GetFullPath(folder), "*.deps.json").Single();
        string path = dependencies[..^".deps.json".Length] + ".dll";
        return new PluginContext(path).LoadFromAssemblyPath(path);
    }
}

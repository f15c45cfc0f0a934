using System.Runtime.InteropServices;
using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp3;

/// <summary>The GIMP 3 that is tried: that of this machine, or one in a folder that a script makes and keeps.</summary>
internal static class Gimp3Folder
{
    /// <summary>The program without windows.</summary>
    public const string Console = "gimp-console-3.0";

    /// <summary>The program with windows, which needs a screen.</summary>
    public const string Windows = "gimp-3.0";

    /// <summary>Makes a folder of programs that start GIMP 3.</summary>
    /// <param name="programs">The folder, which must outlive them.</param>
    /// <exception cref="IgnoreException">There is none, and none can be made here.</exception>
    public static void MakePrograms(string programs)
    {
        if (Programs.Has(Console))
        {
            foreach (string name in new[] { Console, Windows }) File.CreateSymbolicLink(Path.Combine(programs, name), Programs.Find(name)!);
            return;
        }

        string folder = DebianFolder.Make("gimp3", "GIMP 3 is not installed either, and the plug-in for it is not tried");
        foreach (string name in new[] { Console, Windows })
        {
            string path = Path.Combine(programs, name);
            File.WriteAllLines(path, ["#!/bin/sh", $"ENLARGER_BIND='{string.Join('\n', Seen)}' ENLARGER_TEMPORARY='{Path.TrimEndingDirectorySeparator(Path.GetTempPath())}' DOTNET_ROOT='{Runtime}' exec '{DebianFolder.Script("debian-run.sh")}' '{folder}' {name} \"$@\""]);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    // What plug-ins need of this machine.
    private static string[] Seen => [Runtime, AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), Repository.Root, ModelStore.DefaultFolder];

    private static string Runtime => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}

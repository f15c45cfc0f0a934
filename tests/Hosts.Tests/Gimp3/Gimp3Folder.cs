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

    // The folder is made of some hundred packages.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

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

        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !Programs.Has("debootstrap")) Assert.Ignore("GIMP 3 is not installed, and a folder with it can be made by root with debootstrap only: the plug-in for it is not tried.");
        ProcessRun made = ProcessRun.Of(Script("debian-folder.sh"), ["gimp3"], Patience);
        if (made.ExitCode != 0) Assert.Ignore($"A folder with GIMP 3 could not be made, so that the plug-in for it is not tried: {made.Error}");
        foreach (string name in new[] { Console, Windows })
        {
            string path = Path.Combine(programs, name);
            File.WriteAllLines(path, ["#!/bin/sh", $"ENLARGER_BIND='{string.Join('\n', Seen)}' ENLARGER_TEMPORARY='{Path.TrimEndingDirectorySeparator(Path.GetTempPath())}' DOTNET_ROOT='{Runtime}' exec '{Script("debian-run.sh")}' '{made.Output.Trim()}' {name} \"$@\""]);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    // What plug-ins need of this machine.
    private static string[] Seen => [Runtime, AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), Repository.Root, ModelStore.DefaultFolder];

    private static string Runtime => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string Script(string name) => Path.Combine(Repository.Root, "tests", name);
}

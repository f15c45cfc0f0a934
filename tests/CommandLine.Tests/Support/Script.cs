using System.Runtime.Versioning;

namespace Enlarger.Tests.Support;

/// <summary>Programs of a test's own, in the shell's language.</summary>
[SupportedOSPlatform("linux")]
internal static class Script
{
    public static string Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}

using System.Diagnostics;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Support;

/// <summary>ExifTool, where it is installed: a reader and writer of metadata that shares no code with Enlarger.</summary>
internal static class ExifTool
{
    /// <summary>Leaves out the test on machines without it.</summary>
    public static void Demand()
    {
        try
        {
            Run("-ver");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("There is no exiftool here.");
        }
    }

    /// <summary>The tags of files, each by its group and name.</summary>
    public static IReadOnlyList<JObject> Read(params string[] files) =>
        [.. JArray.Parse(Run(["-j", "-G1", "-a", "-struct", "-n", .. files])).Cast<JObject>()];

    /// <summary>What it finds wrong with a file.</summary>
    public static string[] Warnings(string file) => Run("-validate", "-warning", "-error", "-a", "-s3", file).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

    /// <summary>Copies all metadata of a file into another.</summary>
    public static void Copy(string from, string to) => Run("-q", "-overwrite_original", "-tagsFromFile", from, "-all:all", "-unsafe", "-XMP:all", "-IPTC:all", "-MakerNotes", to);

    public static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("exiftool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return output;
    }
}

using Microsoft.Win32;

namespace Enlarger.Models;

/// <summary>The generators that an installer brought, beside those that the user restores.</summary>
public static class InstalledModels
{
    /// <summary>The key under which the installer for Windows writes, for a user or for all, where Enlarger lies.</summary>
    private const string Key = @"Software\Enlarger";

    private const string FolderValue = "Folder";

    // A plug-in lies with its editor, and shares the generators of the installation.
    private const string FolderName = "models";

    /// <summary>The folders in which they may lie: beside this program, and where the installer for Windows put them. They need not exist.</summary>
    public static IReadOnlyList<string> Folders { get; } =
        [.. new[] { Path.GetDirectoryName(typeof(InstalledModels).Assembly.Location) }.Concat(Registered()).OfType<string>().Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, FolderName)).Distinct()];

    private static string?[] Registered() => OperatingSystem.IsWindows() ? [Read(RegistryHive.CurrentUser), Read(RegistryHive.LocalMachine)] : [];

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static string? Read(RegistryHive hive)
    {
        try
        {
            using var root = RegistryKey.OpenBaseKey(hive, RegistryView.Registry64);
            using RegistryKey? key = root.OpenSubKey(Key);
            return key?.GetValue(FolderValue) as string;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            // What cannot be read is as good as not there: generators can be restored none the less.
            return null;
        }
    }
}

namespace Enlarger.Tests.Support;

/// <summary>The programs of this machine.</summary>
internal static class Programs
{
    /// <summary>Whether a program is on the search path.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

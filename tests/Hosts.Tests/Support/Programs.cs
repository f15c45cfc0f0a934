namespace Enlarger.Tests.Support;

/// <summary>The programs of this machine.</summary>
internal static class Programs
{
    /// <summary>Whether a program is on the search path.</summary>
    public static bool Has(string program) => Find(program) is not null;

    /// <summary>Where on the search path a program is, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}

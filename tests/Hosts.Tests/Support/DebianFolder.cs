namespace Enlarger.Tests.Support;

/// <summary>The folders with a Debian that a script makes once and keeps.</summary>
internal static class DebianFolder
{
    // A folder is made of some hundred packages.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Makes one.</summary>
    /// <param name="name">Its name, as the script knows it: gimp2 or gimp3.</param>
    /// <param name="loss">What is not tried without it.</param>
    /// <returns>Where it is.</returns>
    /// <exception cref="IgnoreException">There is none, and none can be made here.</exception>
    public static string Make(string name, string loss)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !Programs.Has("debootstrap")) Assert.Ignore($"A folder with a Debian can be made by root with debootstrap only: {loss}.");
        ProcessRun made = ProcessRun.Of(Script("debian-folder.sh"), [name], Patience);
        if (made.ExitCode != 0) Assert.Ignore($"A folder with a Debian could not be made: {loss}. {made.Error}");
        return made.Output.Trim();
    }

    /// <summary>A script for these folders.</summary>
    public static string Script(string name) => Path.Combine(Repository.Root, "tests", name);
}

namespace Enlarger.Tests.Support;

/// <summary>Programs that stand in for npm: they do one thing, whatever they are asked.</summary>
internal static class FakeNpm
{
    /// <summary>Delivers a copy of an archive.</summary>
    public static string Delivering(TestFolder folder, string archive) => OperatingSystem.IsWindows()
        ? Write(folder, $"@copy /y \"{archive}\" delivered.tgz >nul")
        : Write(folder, $"cp '{archive}' delivered.tgz");

    /// <summary>Makes a file, which tells that it ran, and fails.</summary>
    public static string Marking(TestFolder folder, string marker) =>
        Write(folder, OperatingSystem.IsWindows() ? $"@echo.> \"{marker}\"\r\n@exit /b 1" : $": > '{marker}'\nexit 1");

    /// <summary>Fails and writes a line about it.</summary>
    public static string Failing(TestFolder folder, string line) =>
        Write(folder, OperatingSystem.IsWindows() ? $"@echo {line} 1>&2\r\n@exit /b 1" : $"echo '{line}' >&2\nexit 1");

    /// <summary>Says that it runs by making a file, then never ends, in a process of its own.</summary>
    public static string Hanging(TestFolder folder, string started) => OperatingSystem.IsWindows()
        ? Write(folder, $"@echo.> \"{started}\"\r\n@ping -n 600 127.0.0.1 >nul")
        : Write(folder, $"sleep 600 &\necho $! > '{started}.part'\nmv '{started}.part' '{started}'\nwait");

    private static string Write(TestFolder folder, string script)
    {
        string path = folder.File(OperatingSystem.IsWindows() ? "npm.cmd" : "npm");
        File.WriteAllText(path, OperatingSystem.IsWindows() ? script : "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}

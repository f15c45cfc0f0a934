namespace Enlarger.Tests.Wine;

/// <summary>The plug-in for Paint.NET as it is published, and a program for Windows that plays Paint.NET's part.</summary>
internal static class PaintDotNetProgram
{
    /// <summary>The program.</summary>
    public static string Executable { get; } = Path.Combine(WindowsProgram.FolderOf("FakePaintDotNet.App"), "FakePaintDotNet.App.exe");

    /// <summary>The plug-in's folder.</summary>
    public static string PluginFolder { get; } = WindowsProgram.FolderOf("Enlarger.PaintDotNet");

    /// <summary>Publishes what has changed of both.</summary>
    public static void Publish()
    {
        WindowsProgram.Publish(Path.Combine("host-adapters", "PaintDotNet"), "--no-self-contained");
        WindowsProgram.Publish(Path.Combine("tests", "PaintDotNet", "FakePaintDotNet.App"), "--self-contained");
    }
}

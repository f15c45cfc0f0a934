namespace Enlarger.Tests.Wine;

/// <summary>A program for Windows that plays Paint.NET's part.</summary>
internal static class PaintDotNetProgram
{
    /// <summary>The program.</summary>
    public static string Executable { get; } = Path.Combine(WindowsProgram.FolderOf("FakePaintDotNet.App"), "FakePaintDotNet.App.exe");

    /// <summary>Publishes what has changed.</summary>
    public static void Publish() => WindowsProgram.Publish(Path.Combine("tests", "PaintDotNet", "FakePaintDotNet.App"), "--self-contained");
}

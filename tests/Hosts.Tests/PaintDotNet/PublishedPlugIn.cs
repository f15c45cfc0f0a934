using Enlarger.Tests.Wine;

namespace Enlarger.Tests.PaintDotNet;

/// <summary>The plug-in for Paint.NET as it is published for Windows: the folder that goes under Effects.</summary>
internal static class PublishedPlugIn
{
    private static readonly Lazy<string> Once = new(Make);

    /// <summary>The folder, published anew in each run of the tests.</summary>
    public static string Folder => Once.Value;

    private static string Make()
    {
        string folder = WindowsProgram.FolderOf("Enlarger.PaintDotNet", "Enlarger");

        // What an earlier version has left there would be taken for this one's.
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        WindowsProgram.Publish(Path.Combine("host-adapters", "PaintDotNet"), "--no-self-contained");
        return folder;
    }
}

namespace Enlarger.Tests.Support;

/// <summary>What tests keep for who reads their results.</summary>
internal static class Screenshots
{
    /// <summary>Where a picture of that name goes.</summary>
    /// <param name="name">The name of the file, without its ending.</param>
    public static string File(string name)
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name + ".png");
    }
}

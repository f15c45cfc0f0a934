namespace Enlarger.Models;

/// <summary>A network to be loaded: a verified file, or the content of one.</summary>
internal sealed record NetworkFile
{
    private NetworkFile(string? path, byte[]? content) => (Path, Content) = (path, content);

    /// <summary>The file; null where there is its content alone.</summary>
    public string? Path { get; }

    /// <summary>The content; null where there is a file.</summary>
    public byte[]? Content { get; }

    /// <summary>A network that lies in a file.</summary>
    public static NetworkFile At(string path) => new(path, null);

    /// <summary>A network in memory.</summary>
    public static NetworkFile Of(byte[] content) => new(null, content);
}

using System.Text;
using Enlarger.CommandLine.Files;

namespace Enlarger.CommandLine.Hosts;

/// <summary>
/// A text file of the user's that an editor reads, and in which only what is ours may change. It is read as one character a byte, so that
/// all the rest stays, in whatever encoding it is written; what is put in must be so too (<see cref="Encoded"/>).
/// </summary>
/// <param name="path">Where it is, or would be.</param>
internal sealed class UserFile(string path)
{
    /// <summary>Its text; empty if there is no such file.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be read.</exception>
    public string Text => Attempt(() => File.Exists(path) ? Encoding.Latin1.GetString(File.ReadAllBytes(path)) : "");

    /// <summary>A text as these files have it: a character for every byte of its UTF-8.</summary>
    public static string Encoded(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Changes the file, which is replaced whole; a link to it stays one.</summary>
    /// <param name="change">Makes the new text of the old one; an empty one removes the file.</param>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, and the file is as it was.</exception>
    public bool Change(Func<string, string> change)
    {
        string before = Text, after = change(before);
        if (after == before) return false;
        if (after.Length == 0) Attempt(() => File.Delete(path));
        else Write(Encoding.Latin1.GetBytes(after));
        return true;
    }

    /// <summary>Writes the whole file, for one that is ours alone.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: that failed, and the file is as it was.</exception>
    public void Write(byte[] content)
    {
        Attempt(() => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        using var file = new TemporaryFile(path, overwrite: true);
        file.Fill(content);
        file.Commit();
    }

    /// <summary>Removes the whole file, for one that is ours alone.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be removed.</exception>
    public bool Remove()
    {
        bool isThere = File.Exists(path);
        if (isThere) Attempt(() => File.Delete(path));
        return isThere;
    }

    private void Attempt(Action step) => Attempt(() =>
    {
        step();
        return true;
    });

    private T Attempt<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // .NET appends the path or puts it into the sentence.
            string reason = exception is UnauthorizedAccessException ? "it does not let you" : exception.Message.Split(" : ")[0].TrimEnd('.');
            throw new EnlargerException(ErrorKind.Output, $"'{path}' could not be changed: {reason}.", exception);
        }
    }
}

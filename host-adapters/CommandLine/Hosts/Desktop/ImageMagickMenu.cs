using System.Buffers;
using System.Text.RegularExpressions;

namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>The delegates of ImageMagick, programs that it reads pictures with; every command is a prefix of a file's name: upscale-4x:photo.jpg.</summary>
/// <param name="user">Whose ImageMagick it is.</param>
internal sealed partial class ImageMagickMenu(UserFolders user) : IDesktopMenu
{
    private const string Begin = "  <!-- Enlarger -->\n";
    private const string Finish = "  <!-- /Enlarger -->\n";
    private const string End = "</delegatemap>";
    private const string Empty = $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<delegatemap>\n{End}\n";

    // ImageMagick splits a command into words by itself, or gives it to a shell, and there is no way to write these that holds for both.
    private static readonly SearchValues<char> Unspeakable = SearchValues.Create("'\"`$\\&;<>|@");

    /// <inheritdoc/>
    public string Id => "imagemagick";

    /// <inheritdoc/>
    public string Name => "ImageMagick";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs { get; } = ["magick", "convert"];

    /// <inheritdoc/>
    public string NextStep => $"try '{Programs.FirstOrDefault(name => user.Program(name) is not null)} upscale-4x:photo.jpg larger.png'";

    /// <inheritdoc/>
    public string Path => System.IO.Path.Combine(user.Config, "ImageMagick", "delegates.xml");

    /// <inheritdoc/>
    public bool IsThere => Ours().IsMatch(File.Text);

    private UserFile File => new(Path);

    /// <inheritdoc/>
    public void Add(IReadOnlyList<PictureCommand> commands, DesktopProgram program)
    {
        if (program.Path.AsSpan().ContainsAny(Unspeakable))
        {
            throw new EnlargerException(ErrorKind.Output, $"ImageMagick cannot start a program that lies in '{program.Folder}', for the name has characters that it takes for its own.");
        }

        File.Change(text =>
        {
            string others = Ours().Replace(text.Length > 0 ? text : Empty, "");
            return XmlLines.InsertBefore(others, End, UserFile.Encoded($"{Begin}{string.Concat(commands.Select(command => Delegate(command, program)))}{Finish}"))
                ?? throw new EnlargerException(ErrorKind.Output, $"'{Path}' does not end as ImageMagick wants it, with {End}: repair it or move it away and try again.");
        });
    }

    /// <inheritdoc/>
    public void Remove() => File.Change(text =>
    {
        string others = Ours().Replace(text, "");
        return others == Empty ? "" : others;
    });

    // TIFF holds whatever a picture may be. The file of the result is there already, made by ImageMagick.
    private static string Delegate(PictureCommand command, DesktopProgram program)
    {
        string line = $"\"{Quoting.Percent(program.Path)}\" {string.Join(' ', command.Words)} --quiet --format tiff --overwrite -o \"%o\" -- \"%i\"";
        return $"  <delegate decode=\"{command.Id}\" command=\"{Quoting.Xml(line)}\"/>\n";
    }

    [GeneratedRegex($"{Begin}.*?{Finish}", RegexOptions.Singleline)]
    private static partial Regex Ours();
}

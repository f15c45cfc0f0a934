using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Files;

/// <summary>Where a result goes, and in which format.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">Its format.</param>
internal sealed record OutputFile(string Path, PictureFormat Format)
{
    /// <summary>Works out where a result goes.</summary>
    /// <param name="input">The picture's file.</param>
    /// <param name="inputFormat">Its format by its content.</param>
    /// <param name="output">The file or folder asked for, if any.</param>
    /// <param name="format">The format asked for, if any.</param>
    /// <param name="suffix">What is added to the picture's name where no name is asked for.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: the wishes contradict each other, or it is the picture itself.</exception>
    public static OutputFile For(string input, PictureFormat inputFormat, string? output, PictureFormat? format, string suffix)
    {
        OutputFile file = output is null || IsFolder(output)
            ? InFolder(input, inputFormat, output ?? System.IO.Path.GetDirectoryName(input) ?? "", format, suffix)
            : Named(output, format);
        return RealPath.Comparer.Equals(RealPath.Of(file.Path), RealPath.Of(input))
            ? throw new EnlargerException(ErrorKind.Usage, $"'{file.Path}' is the picture itself: choose another name with --output.")
            : file;
    }

    private static bool IsFolder(string output) => Directory.Exists(output) || System.IO.Path.EndsInDirectorySeparator(output);

    private static OutputFile InFolder(string input, PictureFormat inputFormat, string folder, PictureFormat? format, string suffix)
    {
        PictureFormat chosen = format ?? inputFormat;
        string extension = PictureFormat.OfName(input) == chosen ? System.IO.Path.GetExtension(input) : chosen.Extensions[0];
        return new OutputFile(System.IO.Path.Combine(folder, System.IO.Path.GetFileNameWithoutExtension(input) + suffix + extension), chosen);
    }

    private static OutputFile Named(string output, PictureFormat? format)
    {
        PictureFormat? byName = PictureFormat.OfName(output);
        if (format is not null && byName is not null && format != byName)
        {
            throw new EnlargerException(ErrorKind.Usage, $"'{output}' is a name for {byName.Name} and --format says {format.Name}: leave one of them out.");
        }

        PictureFormat chosen = format ?? byName
            ?? throw new EnlargerException(ErrorKind.Usage, $"The name '{output}' does not tell the format: end it with .png, .jpg, .webp or .tif, or use --format.");
        return new OutputFile(output, chosen);
    }
}

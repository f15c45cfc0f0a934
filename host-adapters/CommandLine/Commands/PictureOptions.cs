using System.CommandLine;
using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Commands;

/// <summary>The options of a command that say how picture files are read and written.</summary>
internal sealed class PictureOptions
{
    private readonly Option<string> _format = new("--format")
    {
        HelpName = string.Join('|', PictureFormat.All.Select(format => format.Id)),
        Description = "The file format: TIFF keeps 8, 16 and 32 (float) bits, PNG 8 and 16, JPEG (quality 95, full colour, no transparency) and WebP (quality 95, grey without loss) 8; " +
            "deeper pictures are brought to the most that the format keeps. " +
            "Profile, EXIF, XMP and resolution go along into each, IPTC into all but WebP. [default: by the name of the output, else that of the picture]",
    };

    private readonly Option<int> _megapixels = NumberOption.Create(
        "--max-megapixels", "N", $"Refuse pictures of more megapixels. [default: {ReadOptions.DefaultMegapixels}]", 1, 100_000);

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace the output if it exists." };

    /// <summary>Makes the options and adds them to a command.</summary>
    public PictureOptions(Command command)
    {
        foreach (Option option in new Option[] { _format, _overwrite, _megapixels }) command.Add(option);
    }

    /// <summary>The file format asked for, or null.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is no such format.</exception>
    public PictureFormat? Format(ParseResult parsed) => parsed.GetValue(_format) is { } id ? PictureFormat.Named(id) : null;

    /// <summary>How to read pictures.</summary>
    public ReadOptions Reading(ParseResult parsed) => new(parsed.GetValue(_megapixels) is var limit and > 0 ? limit : ReadOptions.DefaultMegapixels);

    /// <summary>How to write results.</summary>
    public WriteOptions Writing(ParseResult parsed) => new(parsed.GetValue(_overwrite));
}

using System.CommandLine;
using Enlarger.CommandLine.Vips;

namespace Enlarger.CommandLine.Commands;

/// <summary>The options of a command that say how picture files are read and written.</summary>
internal sealed class PictureOptions
{
    private readonly Option<string> _format = new("--format")
    {
        HelpName = string.Join('|', PictureFormat.All.Select(format => format.Id)),
        Description = "The file format, which keeps at most 8 (JPEG, WebP), 16 (PNG) or 32 bits (TIFF) a sample; JPEG keeps no transparency, WebP no IPTC. [default: by the name of the output, else that of the picture]",
    };

    private readonly Option<int> _quality = NumberOption.Create(
        "--quality", "1..100", $"The quality of JPEG and WebP. [default: {WriteOptions.DefaultQuality}]", 1, 100);

    private readonly Option<bool> _lossless = new("--lossless") { Description = "Write WebP without loss (PNG and TIFF always are)." };
    private readonly Option<string> _encoding = new("--encoding")
    {
        HelpName = "auto|srgb|linear",
        Description = "What the samples mean; auto goes by the profile, and without one takes floats for linear light and all else for sRGB. [default: auto]",
    };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace the output if it exists." };
    private readonly Option<int> _megapixels = NumberOption.Create(
        "--max-megapixels", "N", $"Refuse pictures of more megapixels. [default: {ReadOptions.DefaultMegapixels}]", 1, 1_000_000);

    private readonly Option<int> _spill = NumberOption.Create(
        "--max-disk",
        "N",
        $"Refuse pictures that need more temporary disk space, in GB. [default: {ReadOptions.DefaultSpillGigabytes}]",
        1,
        100_000);

    /// <summary>Makes the options and adds them to a command.</summary>
    public PictureOptions(Command command)
    {
        _format.CompletionSources.Add([.. PictureFormat.All.Select(format => format.Id)]);
        _encoding.CompletionSources.Add(_encoding.HelpName!.Split('|'));
        foreach (Option option in new Option[] { _format, _quality, _lossless, _encoding, _overwrite, _megapixels, _spill }) command.Add(option);
    }

    /// <summary>The file format asked for, or null.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is no such format.</exception>
    public PictureFormat? Format(ParseResult parsed) => parsed.GetValue(_format) is { } id ? PictureFormat.Named(id) : null;

    /// <summary>How to read pictures.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is no such encoding.</exception>
    public ReadOptions Reading(ParseResult parsed) => new(
        Encoding(parsed.GetValue(_encoding)),
        Given(parsed.GetValue(_megapixels)) ?? ReadOptions.DefaultMegapixels,
        Given(parsed.GetValue(_spill)) ?? ReadOptions.DefaultSpillGigabytes);

    /// <summary>How to write results.</summary>
    public WriteOptions Writing(ParseResult parsed) =>
        new(parsed.GetValue(_overwrite), Given(parsed.GetValue(_quality)) ?? WriteOptions.DefaultQuality, parsed.GetValue(_lossless));

    private static int? Given(int value) => value > 0 ? value : null;

    private static EncodingChoice Encoding(string? name) => name switch
    {
        null or "auto" => EncodingChoice.Auto,
        "srgb" => EncodingChoice.Srgb,
        "linear" => EncodingChoice.Linear,
        _ => throw new EnlargerException(ErrorKind.Usage, $"'{name}' is no encoding: use auto, srgb or linear."),
    };
}

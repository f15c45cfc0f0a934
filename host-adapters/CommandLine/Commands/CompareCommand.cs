using System.CommandLine;
using System.Globalization;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;
using Enlarger.Imaging.Quality;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.CommandLine.Commands;

/// <summary>Measures how alike two pictures are.</summary>
internal sealed class CompareCommand : Command
{
    private const int StripRows = 64;
    private readonly CommandContext _context;
    private readonly Argument<string> _first = new("A") { Description = "A picture." };
    private readonly Argument<string> _second = new("B") { Description = "A picture of the same size." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the numbers as JSON; a null PSNR means equal." };

    /// <summary>The command.</summary>
    public CompareCommand(CommandContext context)
        : base("compare", "Measures how alike two pictures are: PSNR over red, green and blue, and SSIM of the luma (Wang 2004), both in sRGB whatever the pictures are in. Transparency does not count.")
    {
        _context = context;
        Add(_first);
        Add(_second);
        Add(_json);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        using PictureReader first = PictureReader.Open(FileArgument.Read(parsed, _first));
        using PictureReader second = PictureReader.Open(FileArgument.Read(parsed, _second));
        if (first.Size != second.Size)
        {
            throw new EnlargerException(ErrorKind.Usage, $"The pictures have {first.Size} and {second.Size} pixels: only pictures of the same size can be compared.");
        }

        QualityResult result = Compare(first, second);
        _context.Terminal.Print(parsed.GetValue(_json)
            ? new JObject { ["psnr"] = double.IsFinite(result.Psnr) ? result.Psnr : null, ["ssim"] = result.Ssim, ["equal"] = double.IsPositiveInfinity(result.Psnr) }.ToString(Formatting.None)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"PSNR  {(double.IsPositiveInfinity(result.Psnr) ? "equal" : $"{result.Psnr:0.00} dB")}\nSSIM  {(result.Ssim is { } ssim ? $"{ssim:0.0000}" : "none, the pictures are smaller than its window of 11 pixels")}"));
    }

    private QualityResult Compare(PictureReader first, PictureReader second)
    {
        var meter = new QualityMeter(first.Size);
        int firstRow = first.Size.Width * first.Format.BytesPerPixel, secondRow = second.Size.Width * second.Format.BytesPerPixel;
        byte[] firstStrip = new byte[firstRow * StripRows], secondStrip = new byte[secondRow * StripRows];
        for (int y = 0; y < first.Size.Height; y += StripRows)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            var strip = new PixelArea(0, y, first.Size.Width, Math.Min(StripRows, first.Size.Height - y));
            first.Read(strip, firstStrip);
            second.Read(strip, secondStrip);
            for (int row = 0; row < strip.Height; row++)
            {
                meter.Add(firstStrip.AsSpan(row * firstRow, firstRow), first.Format, first.Encoding, secondStrip.AsSpan(row * secondRow, secondRow), second.Format, second.Encoding);
            }
        }

        return meter.Result();
    }
}

using System.CommandLine;
using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Progress;
using Enlarger.CommandLine.Vips;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Models;

namespace Enlarger.CommandLine.Commands;

/// <summary>Shows on a sample picture what Enlarger does: the first command to run.</summary>
internal sealed class DemoCommand : Command
{
    private const string Sample = "flower";
    private readonly CommandContext _context;
    private readonly Option<string> _output = new("--output", "-o") { HelpName = "FOLDER", Description = "Where to write; made if it is not there. [default: the current folder]" };

    /// <summary>The command.</summary>
    public DemoCommand(CommandContext context)
        : base("demo", "Enlarges a sample picture 4x and puts it beside a plain Lanczos enlargement. What it needs is downloaded once.")
    {
        _context = context;
        Add(_output);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        string folder = FileArgument.Read(parsed, _output) ?? "";
        string original = Path.Combine(folder, $"{Sample}.png");
        string plain = Path.Combine(folder, $"{Sample}-lanczos-4x.png");
        string enlarged = Path.Combine(folder, $"{Sample}-upscaled-4x.png");
        string beside = Path.Combine(folder, $"{Sample}-before-after.png");
        string[] all = [original, plain, enlarged, beside];

        string sample = _context.Workshop.Builder.RestoreSample(_context.Workshop.Models, Sample, _context.Cancellation);
        // The sample itself beside them tells that these files are of an earlier demonstration; all others are the user's.
        if (!IsSame(original, sample) && Array.Find(all, Path.Exists) is { } taken)
        {
            throw new EnlargerException(ErrorKind.Output, $"'{taken}' exists already and is not from an earlier demonstration: choose another folder with --output.");
        }

        RestoreGenerator();
        Make(folder);
        Copy(sample, original);
        Enlarge(original, plain, "lanczos");
        Enlarge(original, enlarged, "auto");
        PutBeside(plain, enlarged, beside);
        _context.Terminal.Print($"The sample picture:             {original}");
        _context.Terminal.Print($"Enlarged 4x by a plain filter:  {plain}");
        _context.Terminal.Print($"Enlarged 4x by Enlarger:        {enlarged}");
        _context.Terminal.Print($"The two side by side:           {beside}");
    }

    // Before the pictures, so that what is downloaded is told in order.
    private void RestoreGenerator()
    {
        ModelStore models = _context.Workshop.Models;
        foreach (GeneratorDescription generator in models.Generators.Where(generator => generator.Source is { Automatic: true })) models.Restore(generator, _context.Cancellation);
    }

    private void Enlarge(string input, string output, string model)
    {
        IFilter upscale = _context.Workshop.Filters.Single(filter => filter.Id == "upscale");
        FilterSettings settings = new FilterSettings(upscale.Parameters).With("scale", "4").With("model", model);
        IProgressView view = model == "auto" && _context.Terminal.IsInteractive ? new BarProgress(_context.Terminal) : new NoProgress(_context.Terminal);
        using PictureReader reader = PictureReader.Open(input);
        PixelSize size = upscale.ResultSize(reader.Size, settings);
        using var writer = new PictureWriter(output, PictureFormat.Named("png"), size, reader.Storage, new WriteOptions(Overwrite: true), reader.Metadata);
        view.Start(input, reader.Size, output, size);
        view.During(progress => upscale.Run(reader, writer, settings, progress, _context.Cancellation));
        writer.Commit(_context.Cancellation);
    }

    private void PutBeside(string left, string right, string output)
    {
        using PictureReader first = PictureReader.Open(left);
        using PictureReader second = PictureReader.Open(right);
        var size = new PixelSize(first.Size.Width + second.Size.Width, first.Size.Height);
        using var writer = new PictureWriter(output, PictureFormat.Named("png"), size, first.Storage, new WriteOptions(Overwrite: true), first.Metadata);
        byte[] row = new byte[size.Width * first.Format.BytesPerPixel];
        Span<byte> leftHalf = row.AsSpan(0, row.Length / 2), rightHalf = row.AsSpan(row.Length / 2);
        for (int y = 0; y < size.Height; y++)
        {
            var line = new PixelArea(0, y, first.Size.Width, 1);
            first.Read(line, leftHalf);
            second.Read(line, rightHalf);
            writer.Write(row);
        }

        writer.Commit(_context.Cancellation);
    }

    private static bool IsSame(string path, string sample)
    {
        try
        {
            return File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(sample));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is not ours to replace.
            return false;
        }
    }

    private static void Copy(string from, string to)
    {
        using var file = new TemporaryFile(to, overwrite: true);
        file.Fill(from);
        file.Commit();
    }

    private static void Make(string folder)
    {
        if (folder.Length == 0) return;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Output, $"The folder '{folder}' cannot be made.", exception);
        }
    }
}

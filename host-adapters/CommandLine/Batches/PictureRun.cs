using System.Diagnostics;
using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Printing;
using Enlarger.CommandLine.Progress;
using Enlarger.CommandLine.Vips;
using Enlarger.Filters;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Batches;

/// <summary>One picture on its way from file to file.</summary>
internal sealed class PictureRun : IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly string _input;
    private readonly Recipe _recipe;
    private readonly PictureReader _reader;
    private readonly FilterSettings _settings;
    private readonly PrintPlan? _print;

    private PictureRun(string input, string? output, Recipe recipe, PictureReader reader)
    {
        _input = input;
        _recipe = recipe;
        _reader = reader;
        _print = recipe.PrintSize?.PlanFor(reader.Size, recipe.Scales);
        _settings = _print?.Scale is { } scale ? recipe.At(scale) : recipe.Settings;
        Output = OutputFile.For(input, reader.FileFormat, output, recipe.Format, recipe.Suffix(_settings));
    }

    /// <summary>Where the result goes.</summary>
    public OutputFile Output { get; }

    /// <summary>The pixels of the picture.</summary>
    public long Pixels => (long)_reader.Size.Width * _reader.Size.Height;

    /// <summary>Why there is nothing to do, in words that follow the picture's name; or null.</summary>
    public string? NothingToDo => _print is { Scale: null } plan ? plan.Sentence : null;

    /// <summary>Opens a picture and works out what becomes of it.</summary>
    /// <param name="input">Its file.</param>
    /// <param name="output">The file or folder asked for, if any.</param>
    /// <param name="recipe">What to do with it.</param>
    /// <exception cref="EnlargerException">It cannot be read, or the wishes contradict each other.</exception>
    public static PictureRun Open(string input, string? output, Recipe recipe)
    {
        PictureReader reader = PictureReader.Open(input, recipe.Reading);
        try
        {
            return new PictureRun(input, output, recipe, reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Makes the result.</summary>
    /// <param name="view">Shows it until it is written; to say that it is done is the caller's.</param>
    /// <param name="replaced">The file that may be replaced, as it must still be in the end; null if the recipe alone decides.</param>
    /// <param name="whole">Told where the result lies when it is whole, just before it gets its name.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <exception cref="EnlargerException">Something went wrong; nothing is left.</exception>
    public PictureResult Run(IProgressView view, FileStamp? replaced, Action<string>? whole, CancellationToken cancellation)
    {
        if (NothingToDo is { } reason) throw new EnlargerException(ErrorKind.Usage, $"'{_input}' {reason}.");

        PixelSize size = _recipe.Filter.ResultSize(_reader.Size, _settings);
        WriteOptions writing = _recipe.Writing with { Overwrite = _recipe.Writing.Overwrite || replaced is not null };
        PictureMetadata metadata = _recipe.PrintSize is { Resolution: var resolution } ? _reader.Metadata with { Resolution = (resolution, resolution) } : _reader.Metadata;
        if (_recipe.TakesPartOf(_reader.Size)) metadata = metadata with { IsOfPart = true };
        using var writer = new PictureWriter(Output.Path, Output.Format, size, Output.Format.Store(_reader.Storage), writing, metadata);
        view.Start(_input, _reader.Size, Output.Path, size);
        if (_print is not null) view.Note(_print.Sentence + ".");
        view.During(progress => _recipe.Filter.Run(_reader, writer, _settings, progress, cancellation));
        if (replaced is not null && FileStamp.Of(Output.Path) != replaced)
        {
            throw new EnlargerException(ErrorKind.Output, $"'{Output.Path}' was changed while its picture was done again, so it was not replaced: move it away or use --overwrite.");
        }

        long bytes = writer.Commit(cancellation, whole);
        return new PictureResult(Output.Path, size, bytes, _clock.Elapsed);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}

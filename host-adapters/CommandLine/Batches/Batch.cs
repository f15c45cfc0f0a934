using System.Diagnostics;
using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Progress;

namespace Enlarger.CommandLine.Batches;

/// <summary>
/// Does many pictures, one after the other. What is done already is skipped, a picture that fails fails alone, and a batch that was
/// stopped goes on where it was.
/// </summary>
/// <param name="plan">The pictures.</param>
/// <param name="recipe">What is done with each.</param>
/// <param name="view">Shows what happens.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class Batch(BatchPlan plan, Recipe recipe, IBatchView view, CancellationToken cancellation)
{
    private const string DoneBefore = "done before";
    private readonly BatchTally _tally = new(plan.Files.Count);
    private readonly string _settings = recipe.Fingerprint;

    // By the real paths of the results, whatever their case: the pictures that became them.
    private readonly Dictionary<string, (string Input, string Place)> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Does all of them.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        var clock = Stopwatch.StartNew();
        try
        {
            view.During(() =>
            {
                view.Start(plan.Files.Count);
                for (int i = 0; i < plan.Files.Count; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (!Try(i + 1, plan.Files[i])) break;
                }
            });
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _tally.IsCancelled = true;
        }

        view.End(_tally, clock.Elapsed);
        return _tally.ExitCode;
    }

    // Whether to go on with the next one.
    private bool Try(int number, BatchFile file)
    {
        IProgressView progress = view.Next(number, file.Input);
        PictureResult? result;
        string? reason;
        try
        {
            (result, reason) = Do(file, progress);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && cancellation.IsCancellationRequested))
        {
            _tally.AddFailure(file.Input, ExitCode.Of(exception));
            view.Failed(exception);
            return !WouldAllFail(exception);
        }

        if (result is not null)
        {
            _tally.AddDone();
            progress.Done(result);
        }
        else
        {
            _tally.AddSkipped();
            view.Skipped(reason!);
        }

        return true;
    }

    // The result, or why there was nothing to do.
    private (PictureResult? Result, string? Reason) Do(BatchFile file, IProgressView progress)
    {
        if (file.Problem is not null) throw file.Problem;

        FileStamp? stamp = FileStamp.Of(file.Input);
        Ledger ledger = plan.Ledgers.Of(file);
        if (IsDone(ledger)) return (null, DoneBefore);

        string? folder = file.OutputFolder is null ? null : file.OutputFolder + Path.DirectorySeparatorChar;
        using PictureRun run = PictureRun.Open(file.Input, folder, recipe);
        if (run.NothingToDo is { } reason) return (null, reason);

        // A picture that was saved anew may have another format than the plan saw, and so a result whose name nobody has checked.
        string output = run.Output.Path;
        if (file.Outputs.Count > 0 && !file.Outputs.Contains(output))
        {
            throw new EnlargerException(ErrorKind.Input, $"'{file.Input}' was changed meanwhile: run it again.");
        }

        DemandAnother(file.Input, output);
        if (file.OutputFolder is not null) Make(file.OutputFolder);
        // Ours, and not touched since: it may be replaced when the picture or the settings have changed.
        FileStamp? replaced = ledger.Find(output) is { } before && ledger.IsAbout(before, file.Input) ? before.OutputStamp : null;
        ledger.DemandWritable();
        // Noted before it has its name: a run killed between the two leaves a line about nothing, not a result that nobody knows.
        try
        {
            PictureResult result = run.Run(progress, recipe.Writing.Overwrite ? null : replaced, whole => ledger.Add(file.Input, stamp!, _settings, output, whole), cancellation);
            string place = RealPath.Of(output);
            _written[place] = (file.Input, place);
            return (result, null);
        }
        catch (EnlargerException exception) when (exception.Kind == ErrorKind.Output && IsDone(plan.Ledgers.Reread(file)))
        {
            // Another run over the same folder was faster.
            return (null, DoneBefore);
        }

        bool IsDone(Ledger known) => !recipe.Writing.Overwrite && stamp is not null && file.Outputs.Any(result =>
            known.Find(result) is { } entry && entry.InputStamp == stamp && entry.Settings == _settings && known.IsAbout(entry, file.Input));
    }

    // Names that differ only in case are one file on some disks of systems that tell case, and links may lead to one place.
    private void DemandAnother(string input, string output)
    {
        string place = RealPath.Of(output);
        if (_written.TryGetValue(place, out (string Input, string Place) other) && FileStamp.Of(place) is { } stamp && stamp == FileStamp.Of(other.Place))
        {
            throw new EnlargerException(ErrorKind.Output, $"'{output}' is the result of '{other.Input}' on this disk, and '{input}' would replace it: rename one of them, or name another folder with --output.");
        }
    }

    private bool WouldAllFail(Exception exception)
    {
        bool all = ErrorMessage.MissingLibrary(exception) is not null ||
            (exception is EnlargerException { Kind: ErrorKind.Usage or ErrorKind.Model or ErrorKind.Device } && Trial.Fails(recipe, cancellation));
        if (all) view.Stopped();
        return all;
    }

    private static void Make(string folder)
    {
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

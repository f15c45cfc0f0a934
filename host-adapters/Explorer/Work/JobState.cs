using Enlarger.Explorer.Events;

namespace Enlarger.Explorer.Work;

/// <summary>How far a job has come, as the program tells it.</summary>
/// <param name="Count">The pictures.</param>
/// <param name="Finished">Those that are over, one way or another.</param>
/// <param name="PartOfPicture">The finished part of the present one, 0..1.</param>
/// <param name="Picture">Its name, or how many there are before the first one was opened.</param>
/// <param name="Note">What the user should know meanwhile; empty if nothing.</param>
internal sealed record JobState(int Count, int Finished, double PartOfPicture, string Picture, string Note)
{
    /// <summary>The finished part of everything, 0..1.</summary>
    public double Part => Math.Min(1, (Finished + PartOfPicture) / Count);

    /// <summary>The state before anything is done.</summary>
    public static JobState Of(Job job) => new(job.Pictures.Count, 0, 0, job.Pictures is [var only] ? NameOf(only) : $"{job.Pictures.Count} pictures", "");

    /// <summary>The state after an event.</summary>
    public JobState After(ProgramEvent news) => news switch
    {
        // A folder may have been among the pictures.
        BatchEvent batch => this with { Count = Math.Max(1, batch.Files) },
        StartEvent start => this with { Picture = NameOf(start.Input), PartOfPicture = 0 },
        ProgressEvent progress => this with { PartOfPicture = progress.Part },
        NoteEvent note => this with { Note = note.Message },
        EndEvent => this with { Finished = Finished + 1, PartOfPicture = 0 },
        _ => this,
    };

    // By the separators of Windows, wherever it is asked.
    private static string NameOf(string path) => path[(path.LastIndexOfAny(['\\', '/']) + 1)..];
}

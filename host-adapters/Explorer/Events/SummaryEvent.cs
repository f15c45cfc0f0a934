namespace Enlarger.Explorer.Events;

/// <summary>A batch is over.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Done">The pictures that are finished.</param>
/// <param name="Skipped">Those that were left out.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="NotTried">Those that were not begun.</param>
/// <param name="Failures">Those that failed, by their paths.</param>
/// <param name="Cancelled">Whether it was cancelled.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ExitCode">The exit code of everything.</param>
internal sealed record SummaryEvent(string Event, int Done, int Skipped, int Failed, int NotTried, IReadOnlyList<string> Failures, bool Cancelled, double Seconds, int ExitCode)
    : ProgramEvent(Event);

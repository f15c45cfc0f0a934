namespace Enlarger.Explorer.Events;

/// <summary>A picture of a batch is left out.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Input">The picture.</param>
/// <param name="Reason">Why.</param>
internal sealed record SkippedEvent(string Event, string Input, string Reason) : EndEvent(Event);

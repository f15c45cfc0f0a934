namespace Enlarger.Explorer.Events;

/// <summary>A batch goes on no more.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Message">Why, in a sentence.</param>
internal sealed record StoppedEvent(string Event, string Message) : ProgramEvent(Event);

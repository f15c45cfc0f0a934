namespace Enlarger.Explorer.Events;

/// <summary>A picture is over, one way or another.</summary>
/// <param name="Event">How.</param>
internal abstract record EndEvent(string Event) : ProgramEvent(Event);

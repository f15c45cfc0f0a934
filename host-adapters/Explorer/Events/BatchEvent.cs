namespace Enlarger.Explorer.Events;

/// <summary>Several pictures are to be worked on.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Files">How many.</param>
internal sealed record BatchEvent(string Event, int Files) : ProgramEvent(Event);

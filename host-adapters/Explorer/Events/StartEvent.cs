namespace Enlarger.Explorer.Events;

/// <summary>The work on a picture begins.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Input">The picture, by its path.</param>
/// <param name="InputWidth">Its columns.</param>
/// <param name="InputHeight">Its rows.</param>
/// <param name="Output">The file to be.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
internal sealed record StartEvent(string Event, string Input, int InputWidth, int InputHeight, string Output, int Width, int Height) : ProgramEvent(Event);

using Newtonsoft.Json;

namespace Enlarger.Explorer.Events;

/// <summary>The user should know something.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Input">The picture, where it is one of a batch.</param>
/// <param name="Message">A sentence.</param>
internal sealed record NoteEvent(string Event, [property: JsonProperty(Required = Required.DisallowNull)] string? Input, string Message) : ProgramEvent(Event);

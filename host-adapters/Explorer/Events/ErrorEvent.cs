using Newtonsoft.Json;

namespace Enlarger.Explorer.Events;

/// <summary>A picture, or everything, has failed.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Input">The picture, where it is one of a batch.</param>
/// <param name="Message">A sentence.</param>
/// <param name="ExitCode">The exit code for it.</param>
internal sealed record ErrorEvent(string Event, [property: JsonProperty(Required = Required.DisallowNull)] string? Input, string Message, int ExitCode) : EndEvent(Event);

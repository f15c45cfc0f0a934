using Newtonsoft.Json;

namespace Enlarger.Explorer.Events;

/// <summary>A part of a picture is finished.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Input">The picture, where it is one of a batch.</param>
/// <param name="Part">The part, 0..1.</param>
internal sealed record ProgressEvent(string Event, [property: JsonProperty(Required = Required.DisallowNull)] string? Input, double Part) : ProgramEvent(Event);

using Newtonsoft.Json;

namespace Enlarger.Explorer.Events;

/// <summary>A picture is finished.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Input">The picture, where it is one of a batch.</param>
/// <param name="Output">The new file.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Seconds">How long that took.</param>
internal sealed record DoneEvent(string Event, [property: JsonProperty(Required = Required.DisallowNull)] string? Input, string Output, int Width, int Height, long Bytes, double Seconds) : EndEvent(Event);

using Newtonsoft.Json;

namespace Enlarger.Remembered;

/// <summary>One remembered value.</summary>
/// <param name="Name">The id of a parameter, or a name of the host's.</param>
/// <param name="Value">The value as a user writes it.</param>
[JsonObject(ItemRequired = Required.Always)]
internal sealed record RememberedValue(string Name, string Value);

using Newtonsoft.Json;

namespace Enlarger.CommandLine.Documents;

/// <summary>The value that a dialog shows for a parameter.</summary>
/// <param name="Name">The parameter's id.</param>
/// <param name="Value">The value, as a user writes it.</param>
[JsonObject(ItemRequired = Required.Always)]
internal sealed record SettingRequest(string Name, string Value);

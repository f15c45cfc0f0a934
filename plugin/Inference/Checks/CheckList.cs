using Newtonsoft.Json;

namespace Enlarger.Inference.Checks;

/// <summary>The file that remembers checks.</summary>
/// <param name="Checks">Them.</param>
[JsonObject(ItemRequired = Required.Always)]
internal sealed record CheckList(IReadOnlyList<CheckResult> Checks);

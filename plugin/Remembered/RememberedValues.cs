using Newtonsoft.Json;

namespace Enlarger.Remembered;

/// <summary>The file that remembers the values of a filter.</summary>
/// <param name="Parameters">Those of its parameters.</param>
/// <param name="Host">Those that hosts ask beside them.</param>
[JsonObject(ItemRequired = Required.Always)]
internal sealed record RememberedValues(IReadOnlyList<RememberedValue> Parameters, IReadOnlyList<RememberedValue> Host);

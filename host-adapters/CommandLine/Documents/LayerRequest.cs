using Enlarger.Documents;
using Newtonsoft.Json;

namespace Enlarger.CommandLine.Documents;

/// <summary>A layer, mask or channel as a host describes it.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="X">The column of the canvas where it begins.</param>
/// <param name="Y">The row of the canvas where it begins.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Format">The format of its pixels, which its result has too.</param>
/// <param name="Kind">What its pixels are.</param>
/// <param name="Active">Whether the user has chosen it, or a group that it lies in.</param>
/// <param name="Locked">Whether its pixels may not be changed.</param>
[JsonObject(ItemRequired = Required.Always)]
internal sealed record LayerRequest(string Name, int X, int Y, int Width, int Height, string Format, DocumentLayerKind Kind, bool Active, bool Locked);

using Enlarger.Models;
using Newtonsoft.Json;

namespace Enlarger.Inference.Checks;

/// <summary>What a check is valid for: if any of it changes, it is made again.</summary>
/// <param name="Device">The device as users name it.</param>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Driver">The version of its driver.</param>
/// <param name="Runtime">The version of ONNX Runtime.</param>
/// <param name="Generator">The generator's id.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Precision">What it computes in.</param>
/// <param name="Width">The width of every input.</param>
/// <param name="Height">The height of every input.</param>
[JsonObject(ItemRequired = Required.Always)]
public sealed record CheckKey(string Device, string Name, string Driver, string Runtime, string Generator, string Sha256, Precision Precision, int Width, int Height);

using Enlarger.Json;
using Newtonsoft.Json;

namespace Enlarger.Models.Builder.Providers;

/// <summary>A provider for ONNX Runtime of which nothing can change, and the ONNX Runtime that it was built with.</summary>
[JsonObject(ItemRequired = Required.Always)]
internal sealed record ProviderPin
{
    /// <summary>The product's ONNX Runtime: with another the provider would not fail, but crash.</summary>
    public required PinnedFile OnnxRuntime { get; init; }

    /// <summary>The package of the provider.</summary>
    public required PinnedPackage Package { get; init; }

    /// <summary>The provider for CUDA: <c>cuda.json</c>, which is built into this assembly.</summary>
    public static ProviderPin Cuda()
    {
        using Stream stream = typeof(ProviderPin).Assembly.GetManifestResourceStream("cuda.json")!;
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd(), "The description of the CUDA provider (cuda.json)");
    }

    /// <summary>Reads a pin.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="where">Its name, for messages; they begin with it.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: it is not as it should be; the message names the field.</exception>
    public static ProviderPin Parse(string json, string where) => StrictJson.Read<ProviderPin>(json, where, ErrorKind.Device);
}

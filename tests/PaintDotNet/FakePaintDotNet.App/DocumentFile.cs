using System.Text.Json;
using PaintDotNet;
using PaintDotNet.Rendering;

namespace FakePaintDotNet.App;

/// <summary>
/// A document: {"width": 4, "height": 3, "layers": [{"name": "Background", "pixels": "FILE", "opacity": 1, "visible": true, "blendMode": "Normal"}], "activeLayer": 0,
/// "selection": [X, Y, WIDTH, HEIGHT], "mask": "FILE", "profile": "FILE", "pixelsPerInch": 96}, of which only size and layers with name and pixels are needed.
/// Files lie beside it; pixels are blue, green, red and straight alpha.
/// </summary>
internal static class DocumentFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public static FakeDocument Read(string path)
    {
        Content content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Options)!;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        FakeLayer[] layers = [.. content.Layers.Select(layer => new FakeLayer(layer.Name, File.ReadAllBytes(Path.Combine(folder, layer.Pixels)))
        {
            Opacity = layer.Opacity,
            Visible = layer.Visible,
            BlendMode = Enum.Parse<LayerBlendMode>(layer.BlendMode),
        })];
        return new FakeDocument(content.Width, content.Height, layers)
        {
            ActiveLayer = content.ActiveLayer,
            Selection = content.Selection is [var x, var y, var width, var height] ? new RectInt32(x, y, width, height) : null,
            Mask = Bytes(content.Mask),
            Profile = Bytes(content.Profile),
            Resolution = new Resolution(content.PixelsPerInch, content.PixelsPerInch, MeasurementUnit.Inch),
        };

        byte[]? Bytes(string? name) => name is null ? null : File.ReadAllBytes(Path.Combine(folder, name));
    }

    private sealed record Content(int Width, int Height, Layer[] Layers, int ActiveLayer = 0, int[]? Selection = null, string? Mask = null, string? Profile = null, double PixelsPerInch = 96);

    private sealed record Layer(string Name, string Pixels, float Opacity = 1, bool Visible = true, string BlendMode = "Normal");
}

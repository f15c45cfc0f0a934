using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Layers;
using Newtonsoft.Json;

namespace Enlarger.CommandLine.Documents;

/// <summary>A document as a host describes it, in the first line that it sends.</summary>
/// <param name="Host">What people call the host.</param>
/// <param name="Longest">The largest side that its documents can have.</param>
/// <param name="Output">Where the result goes.</param>
/// <param name="Width">The columns of the canvas.</param>
/// <param name="Height">The rows of the canvas.</param>
/// <param name="Selection">The bounds of what is selected, as x, y, width and height; null where nothing is.</param>
/// <param name="Encoding">What the samples mean.</param>
/// <param name="ProfileBytes">How many bytes of an ICC profile follow; left out where there is none.</param>
/// <param name="Layers">All that holds pixels.</param>
[JsonObject(ItemRequired = Required.Always)]
internal sealed record DocumentRequest(
    string Host,
    int Longest,
    OutputName Output,
    int Width,
    int Height,
    [property: JsonProperty(Required = Required.AllowNull)] int[]? Selection,
    EncodingName Encoding,
    [property: JsonProperty(Required = Required.DisallowNull)] int? ProfileBytes,
    LayerRequest[] Layers)
{
    // Above what any document has, below what would overflow.
    private const int LargestSide = 10_000_000, FarthestPlace = 100_000_000;

    /// <summary>Where the result of that filter goes.</summary>
    public DocumentOutput OutputOf(IFilter filter) => OutputOf(filter, Output);

    /// <summary>Where the result of a filter goes that a host wants there.</summary>
    public static DocumentOutput OutputOf(IFilter filter, OutputName name) => name switch
    {
        OutputName.InPlace => DocumentOutput.InPlace,
        OutputName.NewImage => DocumentOutput.NewImage,
        _ => DocumentPlan.UsualOutput(filter),
    };

    /// <summary>The document.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: a size or place makes no sense.</exception>
    public DocumentOutline Outline() => new(
        Host,
        Longest,
        Size(Width, Height),
        Selection is null ? null : Area(Selection),
        [.. Layers.Select(layer => new DocumentLayer(layer.Name, Offset(layer.X, layer.Y), Size(layer.Width, layer.Height), layer.Kind, layer.Active, layer.Locked ? layer.Name : null))]);

    private static PixelArea Area(int[] numbers)
    {
        if (numbers is not [var x, var y, var width, var height]) throw Wrong($"a selection has four numbers, and not {numbers.Length}");
        LayerOffset place = Offset(x, y);
        PixelSize size = Size(width, height);
        return new PixelArea(place.X, place.Y, size.Width, size.Height);
    }

    private static PixelSize Size(int width, int height) =>
        Math.Min(width, height) >= 1 && Math.Max(width, height) <= LargestSide ? new PixelSize(width, height) : throw Wrong($"{width}x{height} is no size");

    private static LayerOffset Offset(int x, int y) =>
        Math.Max(Math.Abs((long)x), Math.Abs((long)y)) <= FarthestPlace ? new LayerOffset(x, y) : throw Wrong($"{x}, {y} is too far away");

    private static EnlargerException Wrong(string reason) => new(ErrorKind.Usage, $"The description of the document cannot be used: {reason}.");
}

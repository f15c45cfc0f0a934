using System.Globalization;
using System.Text;
using System.Xml;

namespace Enlarger.LayeredFiles;

/// <summary>The stack.xml of an OpenRaster file, baseline 0.0.6: which layers there are, the topmost first.</summary>
internal static class OpenRasterStack
{
    /// <summary>The namespace of what OpenRaster has no attribute for.</summary>
    public const string Namespace = "urn:enlarger:layers";

    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="layers">Its layers, the lowest first, and where in the file they lie.</param>
    public static void Write(Stream stream, FiledPicture picture, IReadOnlyList<(FiledLayer Layer, string File)> layers)
    {
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n" };
        using var xml = XmlWriter.Create(stream, settings);
        xml.WriteStartElement("image");
        xml.WriteAttributeString("version", "0.0.6");
        xml.WriteAttributeString("w", Text(picture.Canvas.Width));
        xml.WriteAttributeString("h", Text(picture.Canvas.Height));
        if (picture is { HorizontalResolution: { } horizontal, VerticalResolution: { } vertical })
        {
            // Some readers want whole numbers; the PNGs have the exact ones.
            xml.WriteAttributeString("xres", Text(Math.Max(1, Math.Round(horizontal))));
            xml.WriteAttributeString("yres", Text(Math.Max(1, Math.Round(vertical))));
        }

        if (layers.Any(layer => layer.Layer.Mode.CompositeOperation is null)) xml.WriteAttributeString("xmlns", "enlarger", null, Namespace);
        xml.WriteStartElement("stack");
        foreach ((FiledLayer layer, string file) in layers.Reverse()) Write(xml, layer, file);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, FiledLayer layer, string file)
    {
        xml.WriteStartElement("layer");
        xml.WriteAttributeString("name", Legal(layer.Name));
        xml.WriteAttributeString("src", file);
        xml.WriteAttributeString("x", "0");
        xml.WriteAttributeString("y", "0");
        xml.WriteAttributeString("opacity", Opacity(layer.Opacity));
        xml.WriteAttributeString("visibility", layer.IsVisible ? "visible" : "hidden");
        xml.WriteAttributeString("composite-op", layer.Mode.CompositeOperation ?? BlendMode.Covering);
        if (layer.Mode.CompositeOperation is null) xml.WriteAttributeString("blend-mode", Namespace, Legal(layer.Mode.Name));
        xml.WriteEndElement();
    }

    // Rounded up: Krita cuts off what is less than a step of 255.
    private static string Opacity(double opacity) => Text(Math.Ceiling(Math.Clamp(opacity, 0, 1) * 1e6) / 1e6);

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    // XML has no way at all to write most control characters, nor one half of a pair.
    private static string Legal(string name)
    {
        var legal = new StringBuilder(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            bool isLegal = rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value);
            legal.Append(isLegal ? rune : Rune.ReplacementChar);
        }

        return legal.ToString();
    }
}

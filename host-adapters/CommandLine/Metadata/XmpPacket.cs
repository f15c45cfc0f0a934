using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Metadata;

/// <summary>An XMP packet: XML that says in words of its own what EXIF and others say.</summary>
internal static class XmpPacket
{
    // A packet is some kilobytes; much more is nothing that a picture's sizes are in.
    private const int MostBytes = 16 << 20;

    // A tree of elements inside each other or with many namespaces takes time that grows with their square; real packets have some tens.
    private const int MostDepth = 100, MostNamespaces = 1000, MostAttributes = 1000;
    private static readonly string Xmlns = XNamespace.Xmlns.NamespaceName;
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Tiff = "http://ns.adobe.com/tiff/1.0/";
    private static readonly XNamespace Exif = "http://ns.adobe.com/exif/1.0/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Note = "http://ns.adobe.com/xmp/note/";
    private static readonly XNamespace CameraRaw = "http://ns.adobe.com/camera-raw-settings/1.0/";

    // Where the subject and people are, and how the picture is still to be cropped.
    private static readonly XName[] Places =
    [
        Exif + "SubjectArea", Exif + "SubjectLocation", XName.Get("Regions", "http://www.metadataworkinggroup.com/schemas/regions/"),
        XName.Get("RegionInfo", "http://ns.microsoft.com/photo/1.2/"), XName.Get("ImageRegion", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"),
        CameraRaw + "HasCrop", CameraRaw + "CropTop", CameraRaw + "CropLeft", CameraRaw + "CropBottom", CameraRaw + "CropRight", CameraRaw + "CropAngle",
    ];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The packet for a picture that is upright, has that size and resolution (pixels per millimetre; null: unknown) and no thumbnail.</summary>
    /// <param name="packet">The packet; one that is no XML, is made to take long, or needs no change comes back as it is.</param>
    /// <param name="size">The picture's size.</param>
    /// <param name="resolution">Its resolution.</param>
    /// <param name="isUpright">Whether an orientation elsewhere was applied; nobody turns a picture by the one in here alone, so it stays true.</param>
    /// <param name="isOfPart">Whether the picture is a part of the one that the packet was made for, so that places in it go.</param>
    public static byte[] Edit(byte[] packet, PixelSize size, (double X, double Y)? resolution, bool isUpright = true, bool isOfPart = false)
    {
        if (packet.Length > MostBytes || Parse(packet) is not { } document) return packet;

        bool isChanged = false;
        foreach (XElement description in document.Descendants(Rdf + "RDF").Elements(Rdf + "Description"))
        {
            if (isUpright) isChanged |= Set(description, Tiff + "Orientation", "1");
            isChanged |= Set(description, Tiff + "ImageWidth", Text(size.Width)) | Set(description, Tiff + "ImageLength", Text(size.Height));
            isChanged |= Set(description, Exif + "PixelXDimension", Text(size.Width)) | Set(description, Exif + "PixelYDimension", Text(size.Height));
            // The rest of a packet in parts, which JPEG files have, is lost.
            isChanged |= Remove(description, Xmp + "Thumbnails") | Remove(description, Note + "HasExtendedXMP");
            foreach (XName place in isOfPart ? Places : []) isChanged |= Remove(description, place);
            if (resolution is not { } wanted || AreSame(description, wanted)) continue;

            isChanged |= Set(description, Tiff + "XResolution", Text(Density.Fraction(wanted.X))) | Set(description, Tiff + "YResolution", Text(Density.Fraction(wanted.Y)));
            isChanged |= Set(description, Tiff + "ResolutionUnit", "2");
        }

        return isChanged ? Bytes(document) : packet;
    }

    /// <summary>The packet in at most that many bytes, without the room for changes at its end if need be; or null.</summary>
    public static byte[]? Within(byte[] packet, int most)
    {
        if (packet.Length <= most) return packet;
        if (packet.Length > MostBytes || Parse(packet) is not { } document) return null;

        foreach (XText room in document.Nodes().OfType<XText>().ToArray()) room.Remove();
        byte[] smaller = Bytes(document);
        return smaller.Length <= most ? smaller : null;
    }

    private static XDocument? Parse(byte[] packet)
    {
        try
        {
            if (!IsPlain(packet)) return null;

            using XmlReader reader = Reader(packet);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (Exception exception) when (exception is XmlException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static XmlReader Reader(byte[] packet)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };
        // Some writers end it with zeros.
        int length = packet.AsSpan().TrimEnd((byte)0).Length;
        return XmlReader.Create(new MemoryStream(packet, 0, length), settings);
    }

    private static bool IsPlain(byte[] packet)
    {
        int namespaces = 0;
        using XmlReader reader = Reader(packet);
        while (reader.Read())
        {
            if (reader.Depth > MostDepth || reader.AttributeCount > MostAttributes) return false;
            for (bool isThere = reader.MoveToFirstAttribute(); isThere; isThere = reader.MoveToNextAttribute())
            {
                if (reader.NamespaceURI == Xmlns && ++namespaces > MostNamespaces) return false;
            }
        }

        return true;
    }

    private static byte[] Bytes(XDocument document)
    {
        var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = Utf8, OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None, CheckCharacters = false };
        using (var writer = XmlWriter.Create(bytes, settings)) document.Save(writer);
        return bytes.ToArray();
    }

    // A property is an attribute or an element; what is absent stays so.
    private static bool Set(XElement description, XName property, string value)
    {
        bool isChanged = false;
        if (description.Attribute(property) is { } attribute && attribute.Value.Trim() != value)
        {
            attribute.Value = value;
            isChanged = true;
        }

        foreach (XElement element in description.Elements(property).Where(element => element.Value.Trim() != value))
        {
            element.ReplaceNodes(value);
            isChanged = true;
        }

        return isChanged;
    }

    private static bool Remove(XElement description, XName property)
    {
        if (description.Attribute(property) is null && description.Element(property) is null) return false;

        description.Attribute(property)?.Remove();
        description.Elements(property).Remove();
        return true;
    }

    private static bool AreSame(XElement description, (double X, double Y) wanted)
    {
        double unit = Value(description, Tiff + "ResolutionUnit") == "3" ? 10 : Density.Inch;
        return IsSame("XResolution", wanted.X) && IsSame("YResolution", wanted.Y);

        bool IsSame(string name, double value)
        {
            if (Value(description, Tiff + name) is not { } text) return true;
            double[] parts = [.. text.Split('/', 3).Select(part => double.TryParse(part, CultureInfo.InvariantCulture, out double number) ? number : double.NaN), 1];
            return Density.AreSame(parts[0] / parts[1] / unit, value);
        }
    }

    private static string? Value(XElement description, XName property) => (description.Attribute(property)?.Value ?? description.Element(property)?.Value)?.Trim();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text((uint Numerator, uint Denominator) value) => string.Create(CultureInfo.InvariantCulture, $"{value.Numerator}/{value.Denominator}");
}

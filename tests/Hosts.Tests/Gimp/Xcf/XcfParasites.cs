using System.Text;
using System.Text.RegularExpressions;

namespace Enlarger.Tests.Gimp.Xcf;

/// <summary>What GIMP and others attach to images and layers: profiles, comments, metadata, the text of text layers.</summary>
internal static partial class XcfParasites
{
    private const string Metadata = "gimp-image-metadata";

    // GIMP 3 itself leaves in an image what a command was run with.
    private const string Dialogs = "GimpProcedureConfigRun-";

    /// <summary>Each as "NAME: CONTENT", in order; of metadata without the size of the image, which GIMP itself keeps up to date.</summary>
    public static string[] Of(IReadOnlyDictionary<XcfProperty, byte[]> properties)
    {
        List<string> parasites = [];
        byte[] bytes = properties.GetValueOrDefault(XcfProperty.Parasites) ?? [];
        for (int at = 0; at < bytes.Length;)
        {
            int nameBytes = XcfReader.Number(bytes, at), contentBytes = XcfReader.Number(bytes, at + nameBytes + 8), content = at + nameBytes + 12;
            string name = Encoding.UTF8.GetString(bytes, at + 4, nameBytes - 1), text = Encoding.Latin1.GetString(bytes, content, contentBytes);
            if (!name.StartsWith(Dialogs, StringComparison.Ordinal)) parasites.Add($"{name}: {(name == Metadata ? Sizes().Replace(text, "") : text)}");
            at = content + contentBytes;
        }

        return [.. parasites.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("\\s*<tag name=\"Exif\\.(?:Image\\.Image(?:Width|Length)|Photo\\.Pixel[XY]Dimension)\">\\d+</tag>")]
    private static partial Regex Sizes();
}

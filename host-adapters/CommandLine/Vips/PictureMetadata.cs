using Enlarger.CommandLine.Vips.Native;

namespace Enlarger.CommandLine.Vips;

/// <summary>What a picture file holds besides pixels and their profile.</summary>
internal sealed unsafe record PictureMetadata
{
    // 72 pixels per inch, in millimetres: what a picture without a resolution is taken for.
    private const double DefaultResolution = 72 / 25.4;
    private const string ExifField = "exif-data", XmpField = "xmp-data", IptcField = "iptc-data";

    /// <summary>The EXIF block, beginning with "Exif" and two zeros as in a JPEG file; or null.</summary>
    public byte[]? Exif { get; init; }

    /// <summary>The XMP packet, or null.</summary>
    public byte[]? Xmp { get; init; }

    /// <summary>The IPTC block, as a JPEG file holds it; or null.</summary>
    public byte[]? Iptc { get; init; }

    /// <summary>Pixels per millimetre, across and down.</summary>
    public (double X, double Y) Resolution { get; init; } = (DefaultResolution, DefaultResolution);

    /// <summary>Takes the metadata of an image.</summary>
    public static PictureMetadata Read(GObject image) => new()
    {
        Exif = Blob(image, ExifField),
        Xmp = Blob(image, XmpField),
        Iptc = Blob(image, IptcField),
        Resolution = (LibVips.vips_image_get_xres(image), LibVips.vips_image_get_yres(image)),
    };

    /// <summary>Gives the metadata to an image that is upright.</summary>
    public void Write(GObject image)
    {
        Set(image, ExifField, Exif);
        Set(image, XmpField, Xmp);
        Set(image, IptcField, Iptc);
        // Setting the EXIF block reads its entries, the orientation among them, which the pixels do not have any more.
        LibVips.vips_image_remove(image, "orientation");
        LibVips.vips_image_remove(image, "exif-ifd0-Orientation");
    }

    private static byte[]? Blob(GObject image, string field) => LibVips.Blob(image, field);

    private static void Set(GObject image, string field, byte[]? bytes)
    {
        if (bytes is not null) LibVips.vips_image_set_blob_copy(image, field, bytes, (nuint)bytes.Length);
    }
}

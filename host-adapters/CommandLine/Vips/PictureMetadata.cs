using System.Runtime.InteropServices;
using Enlarger.CommandLine.Vips.Native;

namespace Enlarger.CommandLine.Vips;

/// <summary>What a picture file holds besides pixels, as far as it is true of the enlargement too.</summary>
internal static unsafe class PictureMetadata
{
    // The parsed EXIF fields go along with the EXIF block: libvips writes only those of its entries that are among them.
    private static readonly string[] Kept =
        ["icc-profile-data", "exif-", "xmp-data", "iptc-data", "photoshop-data", "resolution-unit", "image-description", "png-comment-"];

    /// <summary>Copies the profile, EXIF, XMP, IPTC and the unit of the resolution.</summary>
    public static void Copy(GObject from, GObject to)
    {
        nint* names = LibVips.vips_image_get_fields(from);
        for (nint* name = names; *name != 0; name++)
        {
            string field = Marshal.PtrToStringUTF8(*name)!;
            if (!Kept.Any(kept => field.StartsWith(kept, StringComparison.Ordinal))) continue;

            GValue value = default;
            if (LibVips.vips_image_get(from, field, &value) != 0) throw new VipsException();
            LibVips.vips_image_set(to, field, &value);
            LibVips.g_value_unset(&value);
        }

        LibVips.g_strfreev(names);
        // Setting the EXIF block reads its entries again, the orientation among them, which the pixels do not have any more.
        LibVips.vips_image_remove(to, "orientation");
        LibVips.vips_image_remove(to, "exif-ifd0-Orientation");
    }
}

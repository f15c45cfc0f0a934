using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Pixels;
using Enlarger.Imaging;

namespace Enlarger.Gimp2.Work;

/// <summary>An image for a result: of the kind, precision, resolution, profile and metadata of the one that it was made from.</summary>
internal static unsafe class NewImage
{
    private const double Opaque = 100;

    /// <summary>Makes it, with one layer. It has no window yet.</summary>
    /// <param name="from">The image that it was made from.</param>
    /// <param name="pixels">The layer with the new pixels.</param>
    /// <param name="size">Their size.</param>
    /// <returns>The image's number.</returns>
    public static int Make(int from, DrawablePixels pixels, PixelSize size)
    {
        int image = LibGimp.gimp_image_new_with_precision(size.Width, size.Height, LibGimp.gimp_image_base_type(from), LibGimp.gimp_image_get_precision(from));
        if (image < 0) throw Document.Refusal();
        LibGimp.gimp_image_undo_disable(image);
        CopyProperties(from, image);
        int layer = LibGimp.gimp_layer_new(
            image,
            Document.NameOf(pixels.Drawable),
            size.Width,
            size.Height,
            LibGimp.gimp_drawable_type(pixels.Drawable),
            Opaque,
            LibGimp.gimp_image_get_default_new_layer_mode(image));
        LibGimp.gimp_image_insert_layer(image, layer, 0, 0);
        pixels.PutInto(layer);
        LibGimp.gimp_image_undo_enable(image);
        return image;
    }

    private static void CopyProperties(int from, int to)
    {
        LibGimp.gimp_image_get_resolution(from, out double x, out double y);
        LibGimp.gimp_image_set_resolution(to, x, y);
        LibGimp.gimp_image_set_unit(to, LibGimp.gimp_image_get_unit(from));
        nint* names = LibGimp.gimp_image_get_parasite_list(from, out int count);
        for (int i = 0; i < count; i++)
        {
            nint parasite = LibGimp.gimp_image_get_parasite(from, names[i]);
            LibGimp.gimp_image_attach_parasite(to, parasite);
            LibGegl.gimp_parasite_free(parasite);
        }

        LibGegl.g_strfreev(names);

        // EXIF, XMP and IPTC are kept apart from the parasites.
        nint metadata = LibGimp.gimp_image_get_metadata(from);
        if (metadata == 0) return;
        LibGimp.gimp_image_set_metadata(to, metadata);
        LibGegl.g_object_unref(metadata);
    }
}

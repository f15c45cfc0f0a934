using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Pixels;
using Enlarger.Imaging;

namespace Enlarger.Gimp2.Work;

/// <summary>
/// Text that grows by its font, so that it stays sharp, and stays text. GIMP would scale its pixels, and from then on it would be no text
/// any more; so a copy is kept out of its reach, and takes the layer's place.
/// </summary>
internal sealed class TextLayer
{
    // Beside a pixel of the smaller size: letters are fitted to whole pixels, at either size.
    private const double Tolerance = 0.02;

    // What is given in markup does not grow with the font.
    private static readonly string[] Lengths = ["size=", "rise=", "letter_spacing="];

    private readonly int _image;
    private readonly int _layer;
    private readonly int _copy;
    private readonly int _factor;
    private readonly PixelSize _size;

    private TextLayer(int image, int layer, int factor)
    {
        (_image, _layer, _factor, _size) = (image, layer, factor, DrawablePixels.SizeOf(layer));
        _copy = LibGimp.gimp_layer_copy(layer);
    }

    /// <summary>Takes the text out of the way of scaling.</summary>
    /// <returns>Null if the layer is not text, is locked, has a mask, which must fit its pixels, or letters of a size or place of their own.</returns>
    public static TextLayer? Take(int image, int layer, int factor) =>
        LibGimp.gimp_item_is_text_layer(layer) && LibGimp.gimp_layer_get_mask(layer) < 0 && !LibGimp.gimp_item_get_lock_position(layer) && !Document.LocksOf(layer).Any()
            && !Lengths.Any(NativeText.Take(LibGimp.gimp_text_layer_get_markup(layer)).Contains) ? new TextLayer(image, layer, factor) : null;

    /// <summary>Leaves the layer to GIMP.</summary>
    public void Drop() => LibGimp.gimp_item_delete(_copy);

    /// <summary>
    /// Sets the text in the larger font where the layer was, if it comes out as large as its pixels would: text in a box of fixed size, or with
    /// a border, does not.
    /// </summary>
    public void PutBack()
    {
        int layer = LibGimp.gimp_image_get_active_layer(_image), channel = LibGimp.gimp_image_get_active_channel(_image);
        LibGimp.gimp_drawable_offsets(_layer, out int x, out int y);
        LibGimp.gimp_image_insert_layer(_image, _copy, LibGimp.gimp_item_get_parent(_layer), LibGimp.gimp_image_get_item_position(_image, _layer));
        LibGimp.gimp_text_layer_set_font_size(_copy, _factor * LibGimp.gimp_text_layer_get_font_size(_copy, out int unit), unit);
        LibGimp.gimp_text_layer_set_letter_spacing(_copy, _factor * LibGimp.gimp_text_layer_get_letter_spacing(_copy));
        LibGimp.gimp_text_layer_set_line_spacing(_copy, _factor * LibGimp.gimp_text_layer_get_line_spacing(_copy));
        LibGimp.gimp_text_layer_set_indent(_copy, _factor * LibGimp.gimp_text_layer_get_indent(_copy));
        LibGimp.gimp_layer_set_offsets(_copy, x, y);

        PixelSize size = DrawablePixels.SizeOf(_copy);
        bool fits = IsAbout(size.Width, _size.Width * _factor) && IsAbout(size.Height, _size.Height * _factor);
        string name = Document.NameOf(_layer);
        LibGimp.gimp_image_remove_layer(_image, fits ? _layer : _copy);
        if (fits) LibGimp.gimp_item_set_name(_copy, name);

        // What is put in becomes active, and what the user was at is to stay so.
        if (channel >= 0)
        {
            LibGimp.gimp_image_set_active_channel(_image, channel);
        }
        else if (layer != _layer || !fits)
        {
            LibGimp.gimp_image_set_active_layer(_image, layer);
        }
    }

    private bool IsAbout(int length, int wanted) => Math.Abs(length - wanted) <= _factor + (Tolerance * wanted);
}

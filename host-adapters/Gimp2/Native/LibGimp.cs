using System.Runtime.InteropServices;

namespace Enlarger.Gimp2.Native;

/// <summary>The functions of libgimp 2.10 that Enlarger calls, named as in its documentation. Whether one succeeded is left out where nothing follows from it.</summary>
internal static unsafe partial class LibGimp
{
    private const string Library = "libgimp-2.0.so.0";

    /// <summary>A procedure that a plug-in serves (GIMP_PLUGIN).</summary>
    public const int PlugIn = 1;

    [LibraryImport(Library)]
    public static partial int gimp_main(GimpPlugInInfo* info, int count, nint* arguments);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gimp_install_procedure(
        string name, string blurb, string help, string author, string copyright, string date, string menuLabel, string imageTypes, int type, int arguments, int returned, GimpParamDef* argument, GimpParamDef* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gimp_plugin_menu_register(string procedure, string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gimp_progress_init(string message);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gimp_progress_set_text(string message);

    [LibraryImport(Library)]
    public static partial void gimp_progress_update(double part);

    [LibraryImport(Library)]
    public static partial void gimp_progress_end();

    [LibraryImport(Library)]
    public static partial int gimp_image_base_type(int image);

    [LibraryImport(Library)]
    public static partial int gimp_image_width(int image);

    [LibraryImport(Library)]
    public static partial int gimp_image_height(int image);

    [LibraryImport(Library)]
    public static partial int gimp_image_get_precision(int image);

    [LibraryImport(Library)]
    public static partial nint gimp_image_get_effective_color_profile(int image);

    [LibraryImport(Library)]
    public static partial int* gimp_image_get_layers(int image, out int count);

    [LibraryImport(Library)]
    public static partial int* gimp_image_get_channels(int image, out int count);

    [LibraryImport(Library)]
    public static partial int gimp_image_get_selection(int image);

    [LibraryImport(Library)]
    public static partial int gimp_image_get_floating_sel(int image);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_selection_is_empty(int image);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_selection_bounds(int image, [MarshalAs(UnmanagedType.Bool)] out bool isSelected, out int left, out int top, out int right, out int bottom);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_image_scale(int image, int width, int height);

    [LibraryImport(Library)]
    public static partial void gimp_image_undo_group_start(int image);

    [LibraryImport(Library)]
    public static partial void gimp_image_undo_group_end(int image);

    [LibraryImport(Library)]
    public static partial void gimp_image_undo_disable(int image);

    [LibraryImport(Library)]
    public static partial void gimp_image_undo_enable(int image);

    [LibraryImport(Library)]
    public static partial int gimp_image_new_with_precision(int width, int height, int baseType, int precision);

    [LibraryImport(Library)]
    public static partial void gimp_image_get_resolution(int image, out double x, out double y);

    [LibraryImport(Library)]
    public static partial void gimp_image_set_resolution(int image, double x, double y);

    [LibraryImport(Library)]
    public static partial int gimp_image_get_unit(int image);

    [LibraryImport(Library)]
    public static partial void gimp_image_set_unit(int image, int unit);

    [LibraryImport(Library)]
    public static partial nint* gimp_image_get_parasite_list(int image, out int count);

    [LibraryImport(Library)]
    public static partial nint gimp_image_get_parasite(int image, nint name);

    [LibraryImport(Library)]
    public static partial void gimp_image_attach_parasite(int image, nint parasite);

    [LibraryImport(Library)]
    public static partial nint gimp_image_get_metadata(int image);

    [LibraryImport(Library)]
    public static partial void gimp_image_set_metadata(int image, nint metadata);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_image_is_valid(int image);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_item_is_valid(int item);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_item_get_lock_position(int item);

    [LibraryImport(Library)]
    public static partial void gimp_item_delete(int item);

    [LibraryImport(Library)]
    public static partial nint gimp_text_layer_get_markup(int layer);

    [LibraryImport(Library)]
    public static partial int gimp_item_get_image(int item);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_item_is_layer(int item);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_item_is_layer_mask(int item);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_item_is_group(int item);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_item_is_text_layer(int item);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_item_get_lock_content(int item);

    [LibraryImport(Library)]
    public static partial void gimp_item_set_lock_content(int item, [MarshalAs(UnmanagedType.Bool)] bool isLocked);

    [LibraryImport(Library)]
    public static partial int gimp_item_get_parent(int item);

    [LibraryImport(Library)]
    public static partial int* gimp_item_get_children(int item, out int count);

    [LibraryImport(Library)]
    public static partial nint gimp_item_get_name(int item);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gimp_item_set_name(int item, string name);

    [LibraryImport(Library)]
    public static partial int gimp_image_get_item_position(int image, int item);

    [LibraryImport(Library)]
    public static partial int gimp_image_get_active_layer(int image);

    [LibraryImport(Library)]
    public static partial void gimp_image_set_active_layer(int image, int layer);

    [LibraryImport(Library)]
    public static partial int gimp_image_get_active_channel(int image);

    [LibraryImport(Library)]
    public static partial void gimp_image_set_active_channel(int image, int channel);

    [LibraryImport(Library)]
    public static partial void gimp_image_remove_layer(int image, int layer);

    [LibraryImport(Library)]
    public static partial int gimp_layer_copy(int layer);

    [LibraryImport(Library)]
    public static partial void gimp_layer_set_offsets(int layer, int x, int y);

    [LibraryImport(Library)]
    public static partial void gimp_drawable_offsets(int drawable, out int x, out int y);

    [LibraryImport(Library)]
    public static partial double gimp_text_layer_get_font_size(int layer, out int unit);

    [LibraryImport(Library)]
    public static partial void gimp_text_layer_set_font_size(int layer, double size, int unit);

    [LibraryImport(Library)]
    public static partial double gimp_text_layer_get_letter_spacing(int layer);

    [LibraryImport(Library)]
    public static partial void gimp_text_layer_set_letter_spacing(int layer, double spacing);

    [LibraryImport(Library)]
    public static partial double gimp_text_layer_get_line_spacing(int layer);

    [LibraryImport(Library)]
    public static partial void gimp_text_layer_set_line_spacing(int layer, double spacing);

    [LibraryImport(Library)]
    public static partial double gimp_text_layer_get_indent(int layer);

    [LibraryImport(Library)]
    public static partial void gimp_text_layer_set_indent(int layer, double indent);

    [LibraryImport(Library)]
    public static partial int gimp_layer_get_mask(int layer);

    [LibraryImport(Library)]
    public static partial int gimp_layer_from_mask(int mask);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int gimp_layer_new(int image, string name, int width, int height, int type, double opacity, int mode);

    [LibraryImport(Library)]
    public static partial int gimp_image_get_default_new_layer_mode(int image);

    [LibraryImport(Library)]
    public static partial void gimp_image_insert_layer(int image, int layer, int parent, int position);

    [LibraryImport(Library)]
    public static partial nint gimp_drawable_get_buffer(int drawable);

    [LibraryImport(Library)]
    public static partial nint gimp_drawable_get_shadow_buffer(int drawable);

    [LibraryImport(Library)]
    public static partial nint gimp_drawable_get_format(int drawable);

    [LibraryImport(Library)]
    public static partial byte* gimp_drawable_get_thumbnail_data(int drawable, ref int width, ref int height, out int channels);

    [LibraryImport(Library)]
    public static partial int gimp_drawable_width(int drawable);

    [LibraryImport(Library)]
    public static partial int gimp_drawable_height(int drawable);

    [LibraryImport(Library)]
    public static partial int gimp_drawable_type(int drawable);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool gimp_drawable_merge_shadow(int drawable, [MarshalAs(UnmanagedType.Bool)] bool undo);

    [LibraryImport(Library)]
    public static partial void gimp_drawable_update(int drawable, int x, int y, int width, int height);

    [LibraryImport(Library)]
    public static partial void gimp_context_push();

    [LibraryImport(Library)]
    public static partial void gimp_context_pop();

    [LibraryImport(Library)]
    public static partial void gimp_context_set_interpolation(int interpolation);

    [LibraryImport(Library)]
    public static partial void gimp_display_new(int image);

    [LibraryImport(Library)]
    public static partial void gimp_displays_flush();

    [LibraryImport(Library)]
    public static partial nint gimp_get_pdb_error();
}

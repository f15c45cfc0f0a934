using System.Runtime.InteropServices;
using Enlarger.Imaging;

namespace Enlarger.Gimp2.Native;

/// <summary>The functions of GEGL, babl and GLib, and of GIMP's libraries for colours and basics, that Enlarger calls. An area has the layout of a GeglRectangle.</summary>
internal static unsafe partial class LibGegl
{
    private const string Gegl = "libgegl-0.4.so.0";
    private const string Babl = "libbabl-0.1.so.0";
    private const string Glib = "libglib-2.0.so.0";

    [LibraryImport(Gegl)]
    public static partial void gegl_init(int* count, nint* arguments);

    [LibraryImport(Gegl)]
    public static partial void gegl_exit();

    [LibraryImport(Gegl)]
    public static partial nint gegl_buffer_new(PixelArea* extent, nint format);

    [LibraryImport(Gegl)]
    public static partial void gegl_buffer_get(nint buffer, PixelArea* area, double scale, nint format, byte* target, int rowBytes, int beyond);

    [LibraryImport(Gegl)]
    public static partial void gegl_buffer_set(nint buffer, PixelArea* area, int level, nint format, byte* source, int rowBytes);

    [LibraryImport(Gegl)]
    public static partial void gegl_buffer_copy(nint source, PixelArea* from, int beyond, nint target, PixelArea* to);

    [LibraryImport(Gegl)]
    public static partial void gegl_buffer_flush(nint buffer);

    [LibraryImport(Babl)]
    public static partial nint babl_format_get_encoding(nint format);

    [LibraryImport(Babl, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint babl_format_with_space(string encoding, nint space);

    [LibraryImport("libgobject-2.0.so.0")]
    public static partial void g_object_unref(nint item);

    [LibraryImport(Glib)]
    public static partial void g_free(nint memory);

    [LibraryImport(Glib)]
    public static partial void g_strfreev(nint* texts);

    [LibraryImport("libgimpcolor-2.0.so.0")]
    public static partial byte* gimp_color_profile_get_icc_profile(nint profile, out nuint length);

    [LibraryImport("libgimpbase-2.0.so.0")]
    public static partial void gimp_parasite_free(nint parasite);
}

using System.Reflection;
using System.Runtime.InteropServices;

namespace Enlarger.CommandLine.Vips.Native;

/// <summary>
/// The functions of libvips (and of the GLib inside it) that Enlarger calls, named as in their documentation. Operations go by way of
/// <see cref="VipsOperation"/>, because the plain functions for them take variable arguments, which .NET cannot pass.
/// </summary>
internal static unsafe partial class LibVips
{
    private const string Library = "libvips";

    static LibVips()
    {
        NativeLibrary.SetDllImportResolver(typeof(LibVips).Assembly, Load);
        g_setenv("VIPS_DISC_THRESHOLD", $"{MostTurnedInMemory}", 1);
        // libvips prints warnings to stderr, which is for our own sentences.
        g_setenv("VIPS_WARNING", "1", 1);
        if (vips_init("enlarger") != 0) throw new VipsException();
        vips_block_untrusted_set(1);
        // Of all that libvips can load, these four: nothing else is reached, by whatever way.
        vips_operation_block_set("VipsForeignLoad", 1);
        foreach (string format in (string[])["Jpeg", "Png", "Webp", "Tiff"]) vips_operation_block_set($"VipsForeignLoad{format}Source", 0);
        // Each picture is read once: remembered operations would only hold memory.
        vips_cache_set_max(0);
        // One thread a picture keeps strips in order and memory small; the time goes into inference.
        vips_concurrency_set(1);
    }

    /// <summary>The bytes of pixels from which on a picture that has to be turned waits on the disk.</summary>
    public const long MostTurnedInMemory = 32 << 20;

    /// <summary>The field in which an image has its ICC profile.</summary>
    public const string ProfileField = "icc-profile-data";

    /// <summary>GLib's number for an object in a <see cref="GValue"/>.</summary>
    public const nuint ObjectType = 20 << 2;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial GObject vips_source_new_from_file(string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial GObject vips_target_new_to_file(string path);

    [LibraryImport(Library)]
    public static partial GObject vips_target_custom_new();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint g_signal_connect_data(GObject instance, string signal, nint handler, nint data, nint destroy, int flags);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint vips_operation_new(string nickname);

    [LibraryImport(Library)]
    public static partial int vips_cache_operation_buildp(ref nint operation);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_object_set_argument_from_string(nint instance, string name, string value);

    [LibraryImport(Library)]
    public static partial void vips_object_unref_outputs(nint instance);

    [LibraryImport(Library)]
    public static partial GObject vips_image_new();

    [LibraryImport(Library)]
    public static partial void vips_image_init_fields(
        GObject image, int width, int height, int bands, BandFormat format, int coding, Interpretation interpretation, double xres, double yres);

    [LibraryImport(Library)]
    public static partial int vips_image_get_width(GObject image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_height(GObject image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_bands(GObject image);

    [LibraryImport(Library)]
    public static partial BandFormat vips_image_get_format(GObject image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_coding(GObject image);

    [LibraryImport(Library)]
    public static partial Interpretation vips_image_get_interpretation(GObject image);

    [LibraryImport(Library)]
    public static partial double vips_image_get_xres(GObject image);

    [LibraryImport(Library)]
    public static partial double vips_image_get_yres(GObject image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_orientation(GObject image);

    [LibraryImport(Library)]
    public static partial int vips_image_get_n_pages(GObject image);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint vips_image_get_typeof(GObject image, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_image_get_blob(GObject image, string name, byte** bytes, nuint* length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void vips_image_set_blob_copy(GObject image, string name, byte[] bytes, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void vips_image_set_int(GObject image, string name, int value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_image_remove(GObject image, string name);

    [LibraryImport(Library)]
    public static partial int vips_image_pipeline_array(GObject image, int demandStyle, nint* inputs);

    [LibraryImport(Library)]
    public static partial int vips_image_generate(
        GObject image, nint start, delegate* unmanaged[Cdecl]<VipsRegion*, nint, nint, nint, int*, int> generate, nint stop, nint first, nint second);

    [LibraryImport(Library)]
    public static partial void vips_image_set_kill(GObject image, int kill);

    [LibraryImport(Library)]
    public static partial VipsRegion* vips_region_new(GObject image);

    [LibraryImport(Library)]
    public static partial int vips_region_prepare(VipsRegion* region, VipsRectangle* area);

    [LibraryImport(Library)]
    public static partial nint vips_error_buffer_copy();

    [LibraryImport(Library)]
    public static partial void vips_error_clear();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_set_property(nint instance, string name, GValue* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_get_property(nint instance, string name, GValue* value);

    [LibraryImport(Library)]
    public static partial void g_object_unref(nint instance);

    [LibraryImport(Library)]
    public static partial GValue* g_value_init(GValue* value, nuint type);

    [LibraryImport(Library)]
    public static partial void g_value_set_object(GValue* value, nint instance);

    [LibraryImport(Library)]
    public static partial GObject g_value_dup_object(GValue* value);

    [LibraryImport(Library)]
    public static partial void g_value_unset(GValue* value);

    [LibraryImport(Library)]
    public static partial void g_free(nint memory);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int g_setenv(string name, string value, int overwrite);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int vips_init(string program);

    [LibraryImport(Library)]
    private static partial void vips_block_untrusted_set(int state);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial void vips_operation_block_set(string name, int state);

    [LibraryImport(Library)]
    private static partial void vips_cache_set_max(int operations);

    [LibraryImport(Library)]
    private static partial void vips_concurrency_set(int threads);

    /// <summary>Gives an image a field of bytes, or leaves it without where there are none.</summary>
    public static void SetBlob(GObject image, string field, byte[]? bytes)
    {
        if (bytes is not null) vips_image_set_blob_copy(image, field, bytes, (nuint)bytes.Length);
    }

    /// <summary>A copy of the bytes in an image's field, or null if it has none.</summary>
    public static byte[]? Blob(GObject image, string field)
    {
        byte* bytes;
        nuint length;
        if (vips_image_get_typeof(image, field) == 0) return null;
        if (vips_image_get_blob(image, field, &bytes, &length) != 0) throw new VipsException();
        return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
    }

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Library) return 0;

        string path = OperatingSystem.IsWindows() ? "runtimes/win-x64/native/libvips-42.dll" : "runtimes/linux-x64/native/libvips-cpp.so.8.18.7";
        return NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, path));
    }
}

using System.Runtime.InteropServices;

namespace Enlarger.Gimp2.Native;

/// <summary>The functions of GTK 2 and libgimpui that Enlarger calls, named as in their documentation.</summary>
internal static unsafe partial class LibGtk
{
    private const string Gtk = "libgtk-x11-2.0.so.0";
    private const string Gdk = "libgdk-x11-2.0.so.0";
    private const string Glib = "libglib-2.0.so.0";
    private const string GimpUi = "libgimpui-2.0.so.0";
    private const string GimpWidgets = "libgimpwidgets-2.0.so.0";

    [LibraryImport(GimpUi, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gimp_ui_init(string program, int preview);

    [LibraryImport(GimpUi)]
    public static partial void gimp_window_set_transient(nint window);

    [LibraryImport(GimpWidgets)]
    public static partial nint gimp_preview_area_new();

    [LibraryImport(GimpWidgets)]
    public static partial void gimp_preview_area_draw(nint area, int x, int y, int width, int height, int type, byte* pixels, int rowBytes);

    [LibraryImport(GimpWidgets)]
    public static partial void gimp_preview_area_fill(nint area, int x, int y, int width, int height, byte red, byte green, byte blue);

    [LibraryImport(GimpWidgets, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint gimp_frame_new(string label);

    [LibraryImport(Gtk)]
    public static partial nint gtk_dialog_new();

    [LibraryImport(Gtk, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint gtk_dialog_add_button(nint dialog, string label, int response);

    [LibraryImport(Gtk)]
    public static partial void gtk_dialog_set_default_response(nint dialog, int response);

    [LibraryImport(Gtk)]
    public static partial nint gtk_dialog_get_content_area(nint dialog);

    [LibraryImport(Gtk)]
    public static partial void gtk_dialog_set_response_sensitive(nint dialog, int response, int sensitive);

    [LibraryImport(Gtk)]
    public static partial int gtk_dialog_run(nint dialog);

    [LibraryImport(Gtk, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gtk_window_set_title(nint window, string title);

    [LibraryImport(Gtk)]
    public static partial void gtk_widget_destroy(nint widget);

    [LibraryImport(Gtk)]
    public static partial int gtk_events_pending();

    [LibraryImport(Gtk)]
    public static partial void gtk_main_iteration();

    [LibraryImport(Gtk)]
    public static partial void gtk_widget_show_all(nint widget);

    [LibraryImport(Gtk)]
    public static partial void gtk_widget_set_size_request(nint widget, int width, int height);

    [LibraryImport(Gtk)]
    public static partial void gtk_widget_set_sensitive(nint widget, int sensitive);

    [LibraryImport(Gtk, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gtk_widget_set_tooltip_text(nint widget, string text);

    [LibraryImport(Gtk)]
    public static partial void gtk_widget_add_events(nint widget, int events);

    [LibraryImport(Gtk)]
    public static partial nint gtk_widget_get_window(nint widget);

    [LibraryImport(Gtk)]
    public static partial void gtk_widget_queue_draw(nint widget);

    [LibraryImport(Gtk)]
    public static partial void gtk_container_add(nint container, nint child);

    [LibraryImport(Gtk)]
    public static partial void gtk_container_set_border_width(nint container, uint width);

    [LibraryImport(Gtk)]
    public static partial nint gtk_hbox_new(int homogeneous, int spacing);

    [LibraryImport(Gtk)]
    public static partial nint gtk_vbox_new(int homogeneous, int spacing);

    [LibraryImport(Gtk)]
    public static partial void gtk_box_pack_start(nint box, nint child, int expand, int fill, uint padding);

    [LibraryImport(Gtk)]
    public static partial nint gtk_table_new(uint rows, uint columns, int homogeneous);

    [LibraryImport(Gtk)]
    public static partial void gtk_table_set_row_spacings(nint table, uint spacing);

    [LibraryImport(Gtk)]
    public static partial void gtk_table_set_col_spacings(nint table, uint spacing);

    [LibraryImport(Gtk)]
    public static partial void gtk_table_attach(nint table, nint child, uint left, uint right, uint top, uint bottom, int horizontally, int vertically, uint paddingX, uint paddingY);

    [LibraryImport(Gtk, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint gtk_label_new(string text);

    [LibraryImport(Gtk, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gtk_label_set_text(nint label, string text);

    [LibraryImport(Gtk)]
    public static partial void gtk_label_set_line_wrap(nint label, int wraps);

    [LibraryImport(Gtk)]
    public static partial void gtk_misc_set_alignment(nint widget, float x, float y);

    [LibraryImport(Gtk)]
    public static partial nint gtk_alignment_new(float x, float y, float scaleX, float scaleY);

    [LibraryImport(Gtk)]
    public static partial nint gtk_combo_box_new_text();

    [LibraryImport(Gtk, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gtk_combo_box_append_text(nint combo, string text);

    [LibraryImport(Gtk)]
    public static partial int gtk_combo_box_get_active(nint combo);

    [LibraryImport(Gtk)]
    public static partial void gtk_combo_box_set_active(nint combo, int index);

    [LibraryImport(Gtk, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint gtk_check_button_new_with_label(string label);

    [LibraryImport(Gtk)]
    public static partial int gtk_toggle_button_get_active(nint button);

    [LibraryImport(Gtk)]
    public static partial void gtk_toggle_button_set_active(nint button, int active);

    [LibraryImport(Gtk)]
    public static partial nint gtk_adjustment_new(double value, double lower, double upper, double step, double page, double pageSize);

    [LibraryImport(Gtk)]
    public static partial double gtk_adjustment_get_value(nint adjustment);

    [LibraryImport(Gtk)]
    public static partial void gtk_adjustment_set_value(nint adjustment, double value);

    [LibraryImport(Gtk)]
    public static partial nint gtk_hscale_new(nint adjustment);

    [LibraryImport(Gtk)]
    public static partial void gtk_scale_set_draw_value(nint scale, int draws);

    [LibraryImport(Gtk)]
    public static partial nint gtk_spin_button_new(nint adjustment, double climb, uint digits);

    [LibraryImport(Gtk)]
    public static partial nint gtk_progress_bar_new();

    [LibraryImport(Gtk)]
    public static partial void gtk_progress_bar_set_fraction(nint bar, double part);

    [LibraryImport(Gdk)]
    public static partial nint gdk_gc_new(nint window);

    [LibraryImport(Gdk)]
    public static partial void gdk_gc_set_function(nint context, int function);

    [LibraryImport(Gdk)]
    public static partial int gdk_event_get_coords(nint details, out double x, out double y);

    [LibraryImport(Gdk)]
    public static partial void gdk_draw_rectangle(nint window, nint context, int filled, int x, int y, int width, int height);

    [LibraryImport(Glib)]
    public static partial void g_idle_add(delegate* unmanaged[Cdecl]<nint, int> function, nint data);

    [LibraryImport("libgobject-2.0.so.0", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint g_signal_connect_data(nint instance, string signal, void* handler, nint data, nint destroy, int flags);
}

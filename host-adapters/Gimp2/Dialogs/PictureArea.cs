using Enlarger.Gimp2.Native;
using Enlarger.Imaging;

namespace Enlarger.Gimp2.Dialogs;

/// <summary>A picture in a dialog, shown pixel for pixel, that the mouse can be pressed on and moved over.</summary>
internal sealed unsafe class PictureArea
{
    private const int Presses = 1 << 8, Drags = 1 << 5, Invert = 1;
    private const byte Background = 128;

    private readonly PixelSize _size;
    private PixelArea? _mark;

    /// <summary>An empty one.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="pressed">Called with the place where the mouse was pressed.</param>
    /// <param name="dragged">Called with the place to which it was moved while pressed.</param>
    public PictureArea(PixelSize size, Action<int, int> pressed, Action<int, int> dragged)
    {
        _size = size;
        Widget = LibGtk.gimp_preview_area_new();
        LibGtk.gtk_widget_set_size_request(Widget, size.Width, size.Height);
        LibGtk.gtk_widget_add_events(Widget, Presses | Drags);
        Signals.ConnectEvent(Widget, "button-press-event", details => At(details, pressed));
        Signals.ConnectEvent(Widget, "motion-notify-event", details => At(details, dragged));
        Signals.ConnectEvent(Widget, "expose-event", _ => DrawMark());
    }

    /// <summary>The widget.</summary>
    public nint Widget { get; }

    /// <summary>Draws a picture of 8 bits over what there is.</summary>
    /// <param name="pixels">Its rows.</param>
    /// <param name="channels">1 to 4, of which an even number has alpha.</param>
    /// <param name="place">Where it goes; what lies outside is left out.</param>
    public void Draw(ReadOnlySpan<byte> pixels, int channels, PixelArea place)
    {
        // GimpImageType: RGB, RGB with alpha, grey, grey with alpha.
        int type = channels switch { 3 => 0, 4 => 1, 1 => 2, _ => 3 };
        fixed (byte* first = pixels) LibGtk.gimp_preview_area_draw(Widget, place.X, place.Y, place.Width, place.Height, type, first, place.Width * channels);
    }

    /// <summary>Takes the picture away.</summary>
    public void Clear() => LibGtk.gimp_preview_area_fill(Widget, 0, 0, _size.Width, _size.Height, Background, Background, Background);

    /// <summary>Draws a rectangle over the picture.</summary>
    public void Mark(PixelArea area)
    {
        _mark = area;
        LibGtk.gtk_widget_queue_draw(Widget);
    }

    // Where it happened; by now the mouse may be elsewhere.
    private static void At(nint details, Action<int, int> action)
    {
        LibGtk.gdk_event_get_coords(details, out double x, out double y);
        action((int)Math.Floor(x), (int)Math.Floor(y));
    }

    private void DrawMark()
    {
        if (_mark is not { } mark) return;
        nint window = LibGtk.gtk_widget_get_window(Widget), context = LibGtk.gdk_gc_new(window);
        LibGtk.gdk_gc_set_function(context, Invert);
        LibGtk.gdk_draw_rectangle(window, context, 0, mark.X, mark.Y, mark.Width, mark.Height);
        LibGegl.g_object_unref(context);
    }
}

using Enlarger.Filters;
using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Pixels;
using Enlarger.Imaging;
using Enlarger.Previews;

namespace Enlarger.Gimp2.Dialogs;

/// <summary>A part of the picture before and after, which the mouse moves, and the whole picture to find it in.</summary>
internal sealed unsafe class PreviewPane : IDisposable
{
    private const int LargestThumbnail = 120, Gap = 6;
    private static readonly PixelSize View = new(300, 300);

    private readonly DrawablePixels _pixels;
    private readonly LivePreview _preview;
    private readonly PictureArea _before;
    private readonly PictureArea _after;
    private readonly PictureArea _whole;
    private readonly nint _bar = LibGtk.gtk_progress_bar_new();
    private readonly nint _note = LibGtk.gtk_label_new("");
    private readonly PixelSize _thumbnail;
    private readonly byte[] _wholePixels;
    private PreviewState _shown = new();
    private FilterSettings? _settings;
    private PicturePoint? _centre;
    private PreviewFrame? _held;
    private (int X, int Y) _hold;

    /// <summary>A preview that shows nothing yet.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="pixels">The picture.</param>
    public PreviewPane(IFilter filter, DrawablePixels pixels)
    {
        _pixels = pixels;
        _preview = new LivePreview(filter, pixels, Signals.Post, Draw);
        _before = new PictureArea(View, Hold, Drag);
        _after = new PictureArea(View, Hold, Drag);
        (_thumbnail, _wholePixels) = Thumbnail(pixels);
        _whole = new PictureArea(_thumbnail, GoTo, GoTo);
        Build();
    }

    /// <summary>The widget.</summary>
    public nint Widget { get; } = LibGtk.gtk_vbox_new(0, Gap);

    /// <summary>Shows what the filter makes with these settings.</summary>
    public void Show(FilterSettings settings)
    {
        _settings = settings;
        _preview.Show(settings, View, _centre);
    }

    /// <summary>Shows a sentence.</summary>
    public void Note(string sentence) => LibGtk.gtk_label_set_text(_note, sentence);

    /// <summary>Ends the preview, without waiting for it.</summary>
    public void Stop() => _ = _preview.Stop();

    /// <inheritdoc/>
    public void Dispose() => _preview.Dispose();

    private void Build()
    {
        nint pair = LibGtk.gtk_hbox_new(0, Gap);
        AddFramed(pair, "Before", _before);
        AddFramed(pair, "After", _after);
        LibGtk.gtk_box_pack_start(Widget, pair, 0, 0, 0);
        LibGtk.gtk_box_pack_start(Widget, _bar, 0, 0, 0);

        nint below = LibGtk.gtk_hbox_new(0, Gap);
        LibGtk.gtk_box_pack_start(below, Kept(_whole), 0, 0, 0);
        LibGtk.gtk_label_set_line_wrap(_note, 1);
        LibGtk.gtk_box_pack_start(below, _note, 1, 1, 0);
        LibGtk.gtk_box_pack_start(Widget, below, 0, 0, 0);
        LibGtk.gtk_widget_set_tooltip_text(_whole.Widget, "Click where the preview shall be, or drag the preview itself.");
    }

    private static void AddFramed(nint box, string label, PictureArea picture)
    {
        nint frame = LibGtk.gimp_frame_new(label);
        LibGtk.gtk_container_add(frame, Kept(picture));
        LibGtk.gtk_box_pack_start(box, frame, 0, 0, 0);
    }

    // In its own size, however large the dialog is made.
    private static nint Kept(PictureArea picture)
    {
        nint place = LibGtk.gtk_alignment_new(0, 0, 0, 0);
        LibGtk.gtk_container_add(place, picture.Widget);
        return place;
    }

    private void Draw(PreviewState state)
    {
        if (state.Frame != _shown.Frame || state.Before != _shown.Before) Draw(_before, state.Frame, state.Before);
        if (state.Frame != _shown.Frame || state.After != _shown.After) Draw(_after, state.Frame, state.After);
        if (state.Frame != _shown.Frame) DrawWhole(state.Frame);
        LibGtk.gtk_progress_bar_set_fraction(_bar, state.Progress ?? 0);
        if (state.Error != _shown.Error) Note(state.Error ?? "");
        _shown = state;
    }

    private static void Draw(PictureArea area, PreviewFrame? frame, PreviewPicture? picture)
    {
        area.Clear();
        if (frame is null || picture is null) return;
        (int x, int y) = picture.PlaceIn(frame);
        var place = new PixelArea(((View.Width - frame.Size.Width) / 2) + x, ((View.Height - frame.Size.Height) / 2) + y, picture.Size.Width, picture.Size.Height);
        area.Draw(picture.Pixels.Span, picture.Format.Channels, place);
    }

    private void DrawWhole(PreviewFrame? frame)
    {
        if (_wholePixels.Length > 0) _whole.Draw(_wholePixels, _wholePixels.Length / (_thumbnail.Width * _thumbnail.Height), _thumbnail.Area);
        if (frame is null) return;
        double scale = (double)_thumbnail.Width / _pixels.Size.Width;
        _whole.Mark(new PixelArea((int)(frame.Region.X * scale), (int)(frame.Region.Y * scale), (int)(frame.Region.Width * scale), (int)(frame.Region.Height * scale)));
    }

    private void Hold(int x, int y)
    {
        _held = _preview.State.Frame;
        _hold = (x, y);
    }

    private void Drag(int x, int y)
    {
        if (_held is not null) Go(_held.Drag(x - _hold.X, y - _hold.Y));
    }

    private void GoTo(int x, int y) => Go(new PicturePoint((double)x * _pixels.Size.Width / _thumbnail.Width, (double)y * _pixels.Size.Height / _thumbnail.Height));

    private void Go(PicturePoint centre)
    {
        _centre = centre;
        if (_settings is not null) Show(_settings);
    }

    private static (PixelSize Size, byte[] Pixels) Thumbnail(DrawablePixels pixels)
    {
        double scale = Math.Min(1, (double)LargestThumbnail / Math.Max(pixels.Size.Width, pixels.Size.Height));
        int width = Math.Max(1, (int)(pixels.Size.Width * scale)), height = Math.Max(1, (int)(pixels.Size.Height * scale));
        byte* thumbnail = LibGimp.gimp_drawable_get_thumbnail_data(pixels.Drawable, ref width, ref height, out int channels);
        byte[] copy = thumbnail is null ? [] : new ReadOnlySpan<byte>(thumbnail, width * height * channels).ToArray();
        LibGegl.g_free((nint)thumbnail);
        return (new PixelSize(width, height), copy);
    }
}

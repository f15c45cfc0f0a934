using System.Drawing;
using System.Windows.Forms;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.PaintDotNet.Work;
using Enlarger.Previews;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>A part of the picture before and after, which the mouse moves, and the whole picture to find it in.</summary>
internal sealed class PreviewPane : TableLayoutPanel
{
    // In pixels of a screen of 96 dots per inch.
    private const int LongestThumbnail = 120, Side = 300, SmallestSide = 100;
    private const int Steps = 1000;

    private readonly Session _session;
    private readonly PictureView _before = NewView();
    private readonly PictureView _after = NewView();
    private readonly PictureView _whole = new();
    private readonly ProgressBar _bar = new() { Dock = DockStyle.Fill, Maximum = Steps, Height = 10 };
    private readonly Label _note = new() { Dock = DockStyle.Fill, AutoEllipsis = true, UseMnemonic = false };
    private readonly ToolTip _tips = new();
    private Thumbnail? _thumbnail;
    private LivePreview? _preview;
    private PreviewState _shown = new();
    private FilterSettings? _settings;
    private PicturePoint? _centre;
    private PreviewFrame? _held;
    private Point _hold;

    /// <summary>A preview that shows nothing yet.</summary>
    /// <param name="session">The picture and the filter.</param>
    public PreviewPane(Session session)
    {
        _session = session;
        Build();
        _before.Pressed += Hold;
        _after.Pressed += Hold;
        _before.Dragged += Drag;
        _after.Dragged += Drag;
        _whole.Pressed += GoTo;
        _whole.Dragged += GoTo;
        _before.Resize += (_, _) => Show(_settings);
    }

    /// <summary>Told what the preview has come to.</summary>
    public event Action<PreviewState>? Changed;

    /// <summary>Begins to show what was asked for last; in a window that is there.</summary>
    public void Start()
    {
        // That was what the window is opened with, as far as the screen has room.
        _before.MinimumSize = _after.MinimumSize = new Size(SmallestSide, SmallestSide);
        _thumbnail ??= ShowWhole();
        _preview = new LivePreview(_session.Filter, _session.Source, this.Post, Draw);
        Show(_settings);
    }

    /// <summary>Shows what the filter makes with these settings.</summary>
    public void Show(FilterSettings? settings)
    {
        _settings = settings;
        if (settings is not null) _preview?.Show(settings, _before.View, _centre);
    }

    /// <summary>Shows a sentence.</summary>
    public void Note(string sentence) => _note.Text = sentence;

    /// <summary>Ends the preview; what is seen stays. The engine is free when the task is done.</summary>
    public Task Stop()
    {
        Task end = _preview?.Stop() ?? Task.CompletedTask;
        _preview = null;
        _bar.Value = 0;
        return end;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _preview?.Dispose();
            _tips.Dispose();
        }

        base.Dispose(disposing);
    }

    private static PictureView NewView() => new() { Dock = DockStyle.Fill, MinimumSize = new Size(Side, Side), Cursor = Cursors.SizeAll };

    private void Build()
    {
        for (int column = 0; column < 2; column++) ColumnStyles.Add(new ColumnStyle(SizeType.Percent, 50));
        RowStyles.Add(new RowStyle(SizeType.AutoSize));
        RowStyles.Add(new RowStyle(SizeType.Percent, 100));
        RowStyles.Add(new RowStyle(SizeType.AutoSize));
        RowStyles.Add(new RowStyle(SizeType.AutoSize));
        AutoSize = true;
        Controls.Add(new Label { Text = "Before", AutoSize = true }, 0, 0);
        Controls.Add(new Label { Text = "After", AutoSize = true }, 1, 0);
        Controls.Add(_before, 0, 1);
        Controls.Add(_after, 1, 1);
        Controls.Add(_bar, 0, 2);
        SetColumnSpan(_bar, 2);

        var below = new TableLayoutPanel { AutoSize = true, Dock = DockStyle.Fill, Margin = Padding.Empty, ColumnCount = 2 };
        below.ColumnStyles.Add(new ColumnStyle(SizeType.AutoSize));
        below.ColumnStyles.Add(new ColumnStyle(SizeType.Percent, 100));
        below.Controls.Add(_whole, 0, 0);
        below.Controls.Add(_note, 1, 0);
        Controls.Add(below, 0, 3);
        SetColumnSpan(below, 2);
        PixelSize whole = Thumbnail.SizeOf(_session.Source.Size, LongestThumbnail);
        _whole.Size = new Size(whole.Width, whole.Height);
        _whole.Cursor = Cursors.Cross;
        _tips.SetToolTip(_whole, "Click where the preview shall be, or drag the preview itself.");
    }

    // As large as its place has become on this screen, since it is shown pixel for pixel.
    private Thumbnail ShowWhole()
    {
        var thumbnail = new Thumbnail(_session.Source, Math.Max(_whole.Width, _whole.Height));
        _whole.Size = new Size(thumbnail.Size.Width, thumbnail.Size.Height);
        _whole.Picture = ScreenBitmap.Of(thumbnail.Pixels, thumbnail.Size);
        return thumbnail;
    }

    private void Draw(PreviewState state)
    {
        if (state.Frame != _shown.Frame || state.Before != _shown.Before) _before.Picture = Picture(_before.View, state.Frame, state.Before);
        if (state.Frame != _shown.Frame || state.After != _shown.After) _after.Picture = Picture(_after.View, state.Frame, state.After);
        if (state.Frame is { } frame && frame != _shown.Frame && _thumbnail is not null) _whole.Mark(_thumbnail.PlaceOf(frame.Region));
        _bar.Value = (int)((state.Progress ?? 0) * Steps);
        if (state.Error != _shown.Error) Note(state.Error ?? "");
        _shown = state;
        Changed?.Invoke(state);
    }

    private static Bitmap Picture(PixelSize view, PreviewFrame? frame, PreviewPicture? picture) => ScreenBitmap.Of(PreviewCanvas.Draw(view, frame, picture), view);

    private void Hold(Point place)
    {
        _held = _preview?.State.Frame;
        _hold = place;
    }

    private void Drag(Point place)
    {
        if (_held is not null) Go(_held.Drag(place.X - _hold.X, place.Y - _hold.Y));
    }

    private void GoTo(Point place)
    {
        if (_thumbnail is not null) Go(_thumbnail.PointAt(place.X, place.Y));
    }

    private void Go(PicturePoint centre)
    {
        _centre = centre;
        Show(_settings);
    }
}

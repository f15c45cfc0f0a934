using System.ComponentModel;
using System.Drawing;
using System.Windows.Forms;
using Enlarger.Imaging;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>A picture in a dialog, shown pixel for pixel, that the mouse can be pressed on and moved over.</summary>
internal sealed class PictureView : Control
{
    private Bitmap? _picture;
    private PixelArea? _mark;

    /// <summary>An empty one.</summary>
    public PictureView()
    {
        DoubleBuffered = true;
        ResizeRedraw = true;
        SetStyle(ControlStyles.Selectable, false);
        TabStop = false;
        BackColor = Color.Gray;
    }

    /// <summary>The mouse was pressed there.</summary>
    public event Action<Point>? Pressed;

    /// <summary>The mouse was moved there while pressed.</summary>
    public event Action<Point>? Dragged;

    /// <summary>Its size in pixels of the screen, at least 1 each way.</summary>
    public PixelSize View => new(Math.Max(1, ClientSize.Width), Math.Max(1, ClientSize.Height));

    /// <summary>What it shows; it becomes the view's own.</summary>
    [DesignerSerializationVisibility(DesignerSerializationVisibility.Hidden)]
    public Bitmap? Picture
    {
        get => _picture;
        set
        {
            _picture?.Dispose();
            _picture = value;
            Invalidate();
        }
    }

    /// <summary>Draws a rectangle over the picture.</summary>
    public void Mark(PixelArea area)
    {
        _mark = area;
        Invalidate();
    }

    /// <inheritdoc/>
    protected override void OnPaint(PaintEventArgs e)
    {
        base.OnPaint(e);
        if (_picture is not null) e.Graphics.DrawImageUnscaled(_picture, 0, 0);
        if (_mark is not { } mark) return;

        // Seen on whatever is below.
        e.Graphics.DrawRectangle(Pens.Black, mark.X, mark.Y, mark.Width - 1, mark.Height - 1);
        e.Graphics.DrawRectangle(Pens.White, mark.X + 1, mark.Y + 1, mark.Width - 3, mark.Height - 3);
    }

    /// <inheritdoc/>
    protected override void OnMouseDown(MouseEventArgs e)
    {
        base.OnMouseDown(e);
        if (e.Button == MouseButtons.Left) Pressed?.Invoke(e.Location);
    }

    /// <inheritdoc/>
    protected override void OnMouseMove(MouseEventArgs e)
    {
        base.OnMouseMove(e);
        if (e.Button == MouseButtons.Left) Dragged?.Invoke(e.Location);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _picture?.Dispose();
        base.Dispose(disposing);
    }
}

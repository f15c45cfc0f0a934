using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Work;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;

namespace Enlarger.Gimp2.Pixels;

/// <summary>The pixels of a layer, mask or channel, read from GIMP tile by tile; the new ones wait in a buffer of this process, which GEGL takes to the disk where memory is short.</summary>
internal sealed unsafe class DrawablePixels : IHostPixels, IDisposable
{
    private readonly PixelBuffer _buffer;
    private readonly DrawableFormat _format;

    /// <summary>The pixels as they are now.</summary>
    /// <param name="drawable">The drawable's number.</param>
    /// <param name="encoding">What they mean.</param>
    public DrawablePixels(int drawable, ColorEncoding encoding)
    {
        Drawable = drawable;
        Encoding = encoding;
        _format = DrawableFormat.Of(drawable);
        _buffer = new PixelBuffer(LibGimp.gimp_drawable_get_buffer(drawable));
        Size = SizeOf(drawable);
    }

    /// <summary>The drawable's number.</summary>
    public int Drawable { get; }

    /// <inheritdoc/>
    public PixelSize Size { get; }

    /// <inheritdoc/>
    public PixelFormat Format => _format.Pixels;

    /// <inheritdoc/>
    public ColorEncoding Encoding { get; }

    /// <summary>The new pixels, once something has been staged.</summary>
    public PixelBuffer? Staged { get; private set; }

    /// <inheritdoc/>
    public void Read(PixelArea area, Span<byte> destination)
    {
        // GIMP ends a plug-in that reads what is not there.
        DemandSize();
        fixed (byte* target = destination) LibGegl.gegl_buffer_get(_buffer.Handle, &area, 1, _format.Babl, target, 0, 0);
    }

    /// <inheritdoc/>
    public IPixelSink Stage(PixelSize size)
    {
        PixelArea all = size.Area;
        Staged = new PixelBuffer(LibGegl.gegl_buffer_new(&all, _format.Stored));
        return new BufferSink(Staged, size, _format, Encoding);
    }

    /// <summary>The size of a drawable.</summary>
    public static PixelSize SizeOf(int drawable) => new(LibGimp.gimp_drawable_width(drawable), LibGimp.gimp_drawable_height(drawable));

    /// <summary>Makes sure that the drawable is still there, and stored as it was.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: the user has changed it.</exception>
    public void DemandSame()
    {
        DemandSize();
        if (LibGimp.gimp_drawable_get_format(Drawable) != _format.Stored) throw Document.Changed();
    }

    /// <summary>Puts what was staged into a drawable of its size and format.</summary>
    public void PutInto(int drawable)
    {
        PixelArea all = SizeOf(drawable).Area;
        using (var target = new PixelBuffer(LibGimp.gimp_drawable_get_buffer(drawable)))
        {
            LibGegl.gegl_buffer_copy(Staged!.Handle, &all, 0, target.Handle, &all);
            target.Flush();
        }

        LibGimp.gimp_drawable_update(drawable, all.X, all.Y, all.Width, all.Height);
    }

    /// <summary>Has GIMP blend what was staged into an area, by the selection: out of the shadow that it keeps of a drawable for that.</summary>
    public void Merge(PixelArea area)
    {
        PixelArea all = area.Size.Area;
        using (var shadow = new PixelBuffer(LibGimp.gimp_drawable_get_shadow_buffer(Drawable)))
        {
            LibGegl.gegl_buffer_copy(Staged!.Handle, &all, 0, shadow.Handle, &area);
            shadow.Flush();
        }

        if (!LibGimp.gimp_drawable_merge_shadow(Drawable, undo: true)) throw Document.Refusal();
        LibGimp.gimp_drawable_update(Drawable, area.X, area.Y, area.Width, area.Height);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffer.Dispose();
        Staged?.Dispose();
    }

    private void DemandSize()
    {
        if (!LibGimp.gimp_item_is_valid(Drawable) || SizeOf(Drawable) != Size) throw Document.Changed();
    }
}

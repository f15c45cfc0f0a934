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
        Size = Selection.SizeOf(drawable);
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
        fixed (byte* target = destination) LibGegl.gegl_buffer_get(_buffer.Handle, &area, 1, _format.Babl, target, 0, 0);
    }

    /// <inheritdoc/>
    public IPixelSink Stage(PixelSize size)
    {
        PixelArea all = size.Area;
        Staged = new PixelBuffer(LibGegl.gegl_buffer_new(&all, _format.Stored));
        return new BufferSink(Staged, all, _format, Encoding);
    }

    /// <summary>Collects new pixels of an area in GIMP's shadow of the drawable, out of which it blends them in by the selection.</summary>
    public IPixelSink StageShadow(PixelArea area)
    {
        Staged = new PixelBuffer(LibGimp.gimp_drawable_get_shadow_buffer(Drawable));
        return new BufferSink(Staged, area, _format, Encoding);
    }

    /// <summary>Puts what was staged into a drawable of its size and format.</summary>
    public void PutInto(int drawable)
    {
        PixelArea all = Selection.SizeOf(drawable).Area;
        using (var target = new PixelBuffer(LibGimp.gimp_drawable_get_buffer(drawable)))
        {
            LibGegl.gegl_buffer_copy(Staged!.Handle, &all, 0, target.Handle, &all);
            target.Flush();
        }

        LibGimp.gimp_drawable_update(drawable, all.X, all.Y, all.Width, all.Height);
    }

    /// <summary>Has GIMP blend in, by the selection, what was staged in the shadow.</summary>
    public void MergeShadow(PixelArea area)
    {
        Staged!.Flush();
        LibGimp.gimp_drawable_merge_shadow(Drawable, undo: true);
        LibGimp.gimp_drawable_update(Drawable, area.X, area.Y, area.Width, area.Height);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffer.Dispose();
        Staged?.Dispose();
    }
}

using System.Runtime.InteropServices;
using Enlarger.Filters;
using Enlarger.Gimp2.Menu;
using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Pixels;
using Enlarger.Imaging;
using Enlarger.Layers;

namespace Enlarger.Gimp2.Work;

/// <summary>
/// Runs a filter over an image. Everything is computed beside the image first: GIMP cancels a plug-in by ending its process, and by then
/// the image must be as it was.
/// </summary>
/// <param name="engine">What enlarges.</param>
/// <param name="filter">The filter.</param>
/// <param name="settings">The values of its parameters; the areas are added here.</param>
/// <param name="progress">The progress bar.</param>
internal sealed class Job(Engine engine, IFilter filter, FilterSettings settings, StatusBar progress)
{
    private const int Indexed = 2, NoInterpolation = 0;

    // What the selection is for the filter: the crop, or the region to work on.
    private readonly AreaParameter _area = filter.Parameters.OfType<AreaParameter>().OrderByDescending(area => area.IsRequired).First();

    /// <summary>Runs it.</summary>
    /// <param name="image">The image.</param>
    /// <param name="drawable">Its active layer, mask or channel.</param>
    /// <param name="target">Where the result goes.</param>
    /// <returns>The image with the result.</returns>
    /// <exception cref="EnlargerException">Something failed; the image is as it was.</exception>
    public int Run(int image, int drawable, Target target)
    {
        if (LibGimp.gimp_image_base_type(image) == Indexed)
        {
            throw new EnlargerException(ErrorKind.Input, "Enlarger does not work on an indexed image: choose Image > Mode > RGB first.");
        }

        if (LibGimp.gimp_image_get_floating_sel(image) >= 0)
        {
            throw new EnlargerException(ErrorKind.Input, "There is a floating selection: anchor it first (Layer > Anchor Layer).");
        }

        using var document = new Document(image);
        if (target == Target.NewImage) return IntoNewImage(document, drawable);
        if (Enlarges(document.Canvas))
        {
            Enlarge(document);
        }
        else
        {
            Retouch(document, drawable);
        }

        LibGimp.gimp_displays_flush();
        return image;
    }

    private bool Enlarges(PixelSize size) => !_area.IsRequired && filter.ResultSize(size, settings) != size;

    // The whole image: it is as large as its canvas, so that a part alone cannot grow.
    private void Enlarge(Document document)
    {
        LayeredPicture result = new LayeredFilter(engine, filter, settings).Run(document.Picture(), progress, CancellationToken.None);
        Change(document.Image, () =>
        {
            // Every pixel is replaced, so that a better interpolation would be wasted.
            LibGimp.gimp_context_push();
            LibGimp.gimp_context_set_interpolation(NoInterpolation);
            bool scaled = LibGimp.gimp_image_scale(document.Image, result.Canvas.Width, result.Canvas.Height);
            LibGimp.gimp_context_pop();
            if (!scaled) throw Refused();

            // GIMP scales what is locked too, but ends a plug-in that writes there.
            int[] locked = [.. document.Staged.SelectMany(pixels => Document.LocksOf(pixels.Drawable)).Distinct()];
            foreach (int item in locked) LibGimp.gimp_item_set_lock_content(item, false);
            foreach (DrawablePixels pixels in document.Staged) pixels.PutInto(pixels.Drawable);
            foreach (int item in locked) LibGimp.gimp_item_set_lock_content(item, true);
        });
    }

    // A layer, or those of a group, where they are selected.
    private void Retouch(Document document, int drawable)
    {
        (DrawablePixels Pixels, PixelArea Area)[] parts = [.. Document.LeavesOf(drawable).Select(leaf => (document.Pixels(leaf), Selected(leaf))).Where(part => part.Item2.Width > 0)];
        if (parts.Length == 0) throw new EnlargerException(ErrorKind.Input, "The selection does not touch the layer: select a part of it, or nothing.");
        foreach ((DrawablePixels pixels, PixelArea area) in parts)
        {
            foreach (int item in Document.LocksOf(pixels.Drawable))
            {
                throw new EnlargerException(ErrorKind.Input, $"The pixels of '{Document.NameOf(item)}' are locked: unlock them first.");
            }

            if (filter.ResultSize(pixels.Size, With(area)) != area.Size)
            {
                throw new EnlargerException(ErrorKind.Usage, $"{filter.Name} enlarges with these settings: take a new image for the result, or the scale 1x.");
            }
        }

        long done = 0, total = parts.Sum(part => (long)part.Area.Width * part.Area.Height);
        foreach ((DrawablePixels pixels, PixelArea area) in parts)
        {
            long count = (long)area.Width * area.Height;
            filter.Run(pixels, pixels.StageShadow(area), With(area), new PartialProgress(progress, done, count, total), CancellationToken.None);
            done += count;
        }

        Change(document.Image, () =>
        {
            foreach ((DrawablePixels pixels, PixelArea area) in parts) pixels.MergeShadow(area);
        });
    }

    private int IntoNewImage(Document document, int drawable)
    {
        if (!LibGimp.gimp_item_is_layer(drawable)) throw new EnlargerException(ErrorKind.Input, "A new image can be made of a layer: choose one, not a mask or channel.");
        DrawablePixels pixels = document.Pixels(drawable);
        PixelArea area = Enlarges(pixels.Size) ? pixels.Size.Area : Selected(drawable);
        if (area.Width == 0) throw new EnlargerException(ErrorKind.Input, "The selection does not touch the layer: select a part of it, or nothing.");
        PixelSize size = filter.ResultSize(pixels.Size, With(area));
        filter.Run(pixels, pixels.Stage(size), With(area), progress, CancellationToken.None);
        StatusBar.End();
        return NewImage.Make(document.Image, pixels, size);
    }

    private FilterSettings With(PixelArea area) => settings.With(_area.Id, _area.Format(area));

    // Where the selection meets the drawable, in its pixels; nothing selected is everything.
    private static PixelArea Selected(int drawable) =>
        LibGimp.gimp_drawable_mask_intersect(drawable, out int x, out int y, out int width, out int height) ? new PixelArea(x, y, width, height) : default;

    // The one step that undo takes back. From here on the user cannot cancel, since half of it would be left.
    private static void Change(int image, Action change)
    {
        StatusBar.End();
        LibGimp.gimp_image_undo_group_start(image);
        try
        {
            change();
        }
        finally
        {
            LibGimp.gimp_image_undo_group_end(image);
        }
    }

    private static EnlargerException Refused() =>
        new(ErrorKind.Output, $"GIMP did not take the result: {Marshal.PtrToStringUTF8(LibGimp.gimp_get_pdb_error())}");
}

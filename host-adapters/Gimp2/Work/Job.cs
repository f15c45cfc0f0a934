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
/// <param name="progress">Told the finished part, 0..1.</param>
internal sealed class Job(Engine engine, IFilter filter, FilterSettings settings, IProgress<double> progress)
{
    private const int NoInterpolation = 0;

    private readonly FilterScope _scope = new(filter);

    /// <summary>Runs it.</summary>
    /// <param name="document">The image.</param>
    /// <param name="drawable">Its active layer, mask or channel.</param>
    /// <param name="target">Where the result goes.</param>
    /// <returns>The image with the result.</returns>
    /// <exception cref="EnlargerException">Something failed; the image is as it was.</exception>
    public int Run(Document document, int drawable, Target target)
    {
        if (target == Target.NewImage) return IntoNewImage(document, drawable);
        if (_scope.Enlarges(document.Canvas, settings))
        {
            Enlarge(document);
        }
        else
        {
            Retouch(document, drawable);
        }

        LibGimp.gimp_displays_flush();
        return document.Image;
    }

    // The whole image: layers that belong together grow together.
    private void Enlarge(Document document)
    {
        LayeredPicture picture = document.Picture();
        LayeredPicture result = new LayeredFilter(engine, filter, settings).Run(picture, progress, CancellationToken.None);
        int factor = result.Canvas.Width / picture.Canvas.Width;
        Change(document.Image, () =>
        {
            TextLayer[] texts = [.. document.Staged.Select(pixels => TextLayer.Take(document.Image, pixels.Drawable, factor)).OfType<TextLayer>()];

            // Every pixel is replaced, so that a better interpolation would be wasted.
            LibGimp.gimp_context_push();
            LibGimp.gimp_context_set_interpolation(NoInterpolation);
            bool isScaled = LibGimp.gimp_image_scale(document.Image, result.Canvas.Width, result.Canvas.Height);
            LibGimp.gimp_context_pop();
            if (!isScaled) throw new EnlargerException(ErrorKind.Output, $"GIMP did not take the result: {Marshal.PtrToStringUTF8(LibGimp.gimp_get_pdb_error())}");

            // GIMP scales what is locked too, but ends a plug-in that writes there.
            int[] locked = [.. document.Staged.SelectMany(pixels => Document.LocksOf(pixels.Drawable)).Distinct()];
            foreach (int item in locked) LibGimp.gimp_item_set_lock_content(item, false);
            foreach (DrawablePixels pixels in document.Staged) pixels.PutInto(pixels.Drawable);
            foreach (int item in locked) LibGimp.gimp_item_set_lock_content(item, true);
            foreach (TextLayer text in texts) text.PutBack();
        });
    }

    // A layer, or those of a group, where they are selected.
    private void Retouch(Document document, int drawable)
    {
        (DrawablePixels Pixels, PixelArea Part)[] pieces =
            [.. from leaf in Document.LeavesOf(drawable) let part = Selection.In(leaf) where part is not null select (document.Pixels(leaf), part.Value)];
        if (pieces.Length == 0) _ = Selection.PartFor(_scope, settings, drawable);
        foreach ((DrawablePixels pixels, PixelArea part) in pieces)
        {
            foreach (int item in Document.LocksOf(pixels.Drawable))
            {
                throw new EnlargerException(ErrorKind.Input, $"The pixels of '{Document.NameOf(item)}' are locked: unlock them first.");
            }

            if (!_scope.FitsInPlace(pixels.Size, settings, part))
            {
                throw new EnlargerException(ErrorKind.Usage, $"{filter.Name} enlarges with these settings: take a new image for the result, or the scale 1x.");
            }
        }

        long done = 0, total = pieces.Sum(piece => Count(piece.Part));
        foreach ((DrawablePixels pixels, PixelArea part) in pieces)
        {
            filter.Run(pixels, pixels.StageShadow(part), _scope.Narrow(settings, part), new PartialProgress(progress, done, Count(part), total), CancellationToken.None);
            done += Count(part);
        }

        Change(document.Image, () =>
        {
            foreach ((DrawablePixels pixels, PixelArea part) in pieces) pixels.MergeShadow(part);
        });
    }

    private int IntoNewImage(Document document, int drawable)
    {
        if (!LibGimp.gimp_item_is_layer(drawable)) throw new EnlargerException(ErrorKind.Input, "A new image can be made of a layer: choose one, not a mask or channel.");
        DrawablePixels pixels = document.Pixels(drawable);
        FilterSettings narrowed = _scope.Narrow(settings, Selection.PartFor(_scope, settings, drawable));
        PixelSize size = filter.ResultSize(pixels.Size, narrowed);
        filter.Run(pixels, pixels.Stage(size), narrowed, progress, CancellationToken.None);
        StatusBar.End();
        return NewImage.Make(document.Image, pixels, size);
    }

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

    private static long Count(PixelArea part) => (long)part.Width * part.Height;
}

using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Pixels;
using Enlarger.Imaging;
using Enlarger.Layers;

namespace Enlarger.Gimp2.Work;

/// <summary>
/// Runs a filter over an image. Everything is computed beside the image first: GIMP cancels a plug-in by ending its process, and by then
/// the image must be as it was. Meanwhile the user can work on: what was staged is put in only where it still fits.
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
    /// <param name="target">Where the result goes.</param>
    /// <returns>The image with the result.</returns>
    /// <exception cref="EnlargerException">Something failed; the image is as it was.</exception>
    public int Run(Document document, DocumentOutput target)
    {
        Plan plan = Plan.Of(filter, settings, document, target);
        if (target == DocumentOutput.NewImage) return IntoNewImage(document, plan);
        if (plan.EnlargesImage)
        {
            Enlarge(document);
        }
        else
        {
            Retouch(document, plan);
        }

        LibGimp.gimp_displays_flush();
        return document.Image;
    }

    // Layers that belong together grow together.
    private void Enlarge(Document document)
    {
        LayeredPicture picture = document.Picture();
        LayeredPicture result = new LayeredFilter(engine, filter, settings).Run(picture, progress, CancellationToken.None);
        int factor = result.Canvas.Width / picture.Canvas.Width;
        document.DemandSame();
        Change(document.Image, () =>
        {
            TextLayer[] texts = [.. document.Staged.Select(pixels => TextLayer.Take(document.Image, pixels.Drawable, factor)).OfType<TextLayer>()];
            int[] locked = [.. document.Staged.SelectMany(pixels => Document.LocksOf(pixels.Drawable)).Distinct()];
            Scale(document.Image, result.Canvas, texts);

            // GIMP scales what is locked too, but ends a plug-in that writes there.
            foreach (int item in locked) LibGimp.gimp_item_set_lock_content(item, false);
            foreach (DrawablePixels pixels in document.Staged) pixels.PutInto(pixels.Drawable);
            foreach (int item in locked) LibGimp.gimp_item_set_lock_content(item, true);
            foreach (TextLayer text in texts) text.PutBack();
        });
    }

    // Every pixel is replaced, so that a better interpolation would be wasted.
    private static void Scale(int image, PixelSize size, TextLayer[] texts)
    {
        LibGimp.gimp_context_push();
        LibGimp.gimp_context_set_interpolation(NoInterpolation);
        EnlargerException? refusal = LibGimp.gimp_image_scale(image, size.Width, size.Height) ? null : Document.Refusal();
        LibGimp.gimp_context_pop();
        if (refusal is null) return;
        foreach (TextLayer text in texts) text.Drop();
        throw refusal;
    }

    // A layer, or those of a group, where they are selected.
    private void Retouch(Document document, Plan plan)
    {
        long done = 0, total = plan.Parts.Sum(part => Count(part.Area));
        foreach ((int drawable, PixelArea area) in plan.Parts)
        {
            DrawablePixels pixels = document.Pixels(drawable);
            filter.Run(pixels, pixels.Stage(area.Size), _scope.Narrow(settings, area), new PartialProgress(progress, done, Count(area), total), CancellationToken.None);
            done += Count(area);
        }

        // GIMP blends by the selection that there is then.
        if (!Plan.Of(filter, settings, document, DocumentOutput.InPlace).Parts.SequenceEqual(plan.Parts)) throw Document.Changed();
        foreach (DrawablePixels pixels in document.Staged) pixels.DemandSame();
        Change(document.Image, () =>
        {
            foreach ((DrawablePixels pixels, (_, PixelArea area)) in document.Staged.Zip(plan.Parts)) pixels.Merge(area);
        });
    }

    private int IntoNewImage(Document document, Plan plan)
    {
        DrawablePixels pixels = document.Pixels(document.Drawable);
        filter.Run(pixels, pixels.Stage(plan.To), _scope.Narrow(settings, plan.Parts[0].Area), progress, CancellationToken.None);
        pixels.DemandSame();
        StatusBar.End();
        return NewImage.Make(document.Image, pixels, plan.To);
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

    private static long Count(PixelArea area) => (long)area.Width * area.Height;
}

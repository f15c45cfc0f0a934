using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Pixels;
using Enlarger.Imaging;

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

    /// <summary>Runs it.</summary>
    /// <param name="document">The image.</param>
    /// <param name="output">Where the result goes.</param>
    /// <returns>The image with the result.</returns>
    /// <exception cref="EnlargerException">Something failed; the image is as it was.</exception>
    public int Run(Document document, DocumentOutput output)
    {
        DocumentOutline outline = document.Outline(output);
        DocumentPlan plan = DocumentPlan.Of(filter, settings, outline, output);
        int[] items = document.Items(output);
        new DocumentFilter(engine, filter, settings).Run(outline, plan, piece => document.Pixels(items[piece.Index]), progress, CancellationToken.None);

        if (plan.Output == DocumentOutput.NewImage) return IntoNewImage(document, plan);
        if (plan.Enlarges(outline))
        {
            Enlarge(document, plan.Size);
        }
        else
        {
            Retouch(document, plan);
        }

        LibGimp.gimp_displays_flush();
        return document.Image;
    }

    // Layers that belong together grow together.
    private static void Enlarge(Document document, PixelSize size)
    {
        document.DemandSame();
        Change(document.Image, () =>
        {
            int factor = size.Width / document.Canvas.Width;
            TextLayer[] texts = [.. document.Staged.Select(pixels => TextLayer.Take(document.Image, pixels.Drawable, factor)).OfType<TextLayer>()];
            int[] locked = [.. document.Staged.SelectMany(pixels => Document.LocksOf(pixels.Drawable)).Distinct()];
            Scale(document.Image, size, texts);

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

    // A layer, or those of a group, where they are selected. GIMP blends by the selection that there is then.
    private void Retouch(Document document, DocumentPlan plan)
    {
        document.DemandOpen();
        DrawablePixels[] staged = [.. document.Staged];
        int[] items = document.Items(plan.Output);
        IEnumerable<(int, PixelArea)> now = DocumentPlan.Of(filter, settings, document.Outline(plan.Output), plan.Output).Pieces.Select(piece => (items[piece.Index], piece.Area));
        if (!now.SequenceEqual(staged.Zip(plan.Pieces, (pixels, piece) => (pixels.Drawable, piece.Area)))) throw Document.Changed();
        foreach (DrawablePixels pixels in staged) pixels.DemandSame();
        Change(document.Image, () =>
        {
            foreach ((DrawablePixels pixels, DocumentPiece piece) in staged.Zip(plan.Pieces)) pixels.Merge(piece.Area);
        });
    }

    private static int IntoNewImage(Document document, DocumentPlan plan)
    {
        DrawablePixels pixels = document.Staged.Single();
        pixels.DemandSame();
        StatusBar.End();
        return NewImage.Make(document.Image, pixels, plan.Size);
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
}

using System.Runtime.InteropServices;
using Enlarger.Documents;
using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Pixels;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;

namespace Enlarger.Gimp2.Work;

/// <summary>An image of GIMP's as filters see it. It holds the pixels that it has given out, and lets go of them together.</summary>
internal sealed unsafe class Document : IDisposable
{
    private const int Indexed = 2;

    // GIMP_MAX_IMAGE_SIZE.
    private const int Longest = 524288;

    private readonly List<DrawablePixels> _open = [];
    private readonly ColorEncoding _encoding;

    /// <summary>An image.</summary>
    /// <param name="image">The image's number.</param>
    /// <param name="drawable">The number of its active layer, mask or channel.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: filters do not work on such an image.</exception>
    public Document(int image, int drawable)
    {
        (Image, Drawable) = (image, drawable);
        DemandOpen();
        if (LibGimp.gimp_image_base_type(image) == Indexed)
        {
            throw new EnlargerException(ErrorKind.Input, "Enlarger does not work on an indexed image: choose Image > Mode > RGB first.");
        }

        if (LibGimp.gimp_image_get_floating_sel(image) >= 0)
        {
            throw new EnlargerException(ErrorKind.Input, "There is a floating selection: anchor it first (Layer > Anchor Layer).");
        }

        Canvas = SizeOf(image);
        _encoding = EncodingOf(image);
    }

    /// <summary>The image's number.</summary>
    public int Image { get; }

    /// <summary>The number of its active layer, mask or channel.</summary>
    public int Drawable { get; }

    /// <summary>The size of the canvas.</summary>
    public PixelSize Canvas { get; }

    /// <summary>The pixels that were given out and have new ones now.</summary>
    public IEnumerable<DrawablePixels> Staged => _open.Where(pixels => pixels.Staged is not null);

    private IEnumerable<int> Leaves => Layers().SelectMany(LeavesOf);

    /// <summary>Makes sure that the image is open and the drawable in it: the user can close it at any time.</summary>
    public void DemandOpen()
    {
        if (LibGimp.gimp_image_is_valid(Image) && LibGimp.gimp_item_is_valid(Drawable) && LibGimp.gimp_item_get_image(Drawable) == Image) return;
        throw new EnlargerException(ErrorKind.Input, "The image was closed, or the layer is not in it any more: choose another one.");
    }

    /// <summary>Makes sure that everything is there that was given out, as large as it was, and nothing else.</summary>
    public void DemandSame()
    {
        DemandOpen();
        int selection = LibGimp.gimp_image_get_selection(Image);
        IEnumerable<int> given = _open.Select(pixels => pixels.Drawable).Where(drawable => drawable != selection);
        if (SizeOf(Image) != Canvas || !Lasting().Order().SequenceEqual(given.Order())) throw Changed();
        foreach (DrawablePixels pixels in _open) pixels.DemandSame();
    }

    /// <summary>The error for an image that the user has changed so that a result does not fit any more.</summary>
    public static EnlargerException Changed() => new(ErrorKind.Input, "The image was changed meanwhile, so the result was not put in: run it again.");

    /// <summary>The error for what GIMP has just refused.</summary>
    public static EnlargerException Refusal() => new(ErrorKind.Output, $"GIMP did not take the result: {Marshal.PtrToStringUTF8(LibGimp.gimp_get_pdb_error())}.");

    /// <summary>The pixels of a layer, mask or channel.</summary>
    public DrawablePixels Pixels(int drawable)
    {
        var pixels = new DrawablePixels(drawable, _encoding);
        _open.Add(pixels);
        return pixels;
    }

    /// <summary>The image as a plan for such an output needs it: all that <see cref="Items"/> holds, in that order.</summary>
    public DocumentOutline Outline(DocumentOutput output)
    {
        HashSet<int> active = [Drawable, .. LeavesOf(Drawable)];
        return new DocumentOutline("GIMP", Longest, Canvas, Selection(), [.. Items(output).Select(item => Describe(item, active.Contains(item)))]);
    }

    /// <summary>What a plan needs to know of a drawable.</summary>
    public static DocumentLayer Describe(int drawable, bool isActive)
    {
        LibGimp.gimp_drawable_offsets(drawable, out int x, out int y);
        DocumentLayerKind kind = !LibGimp.gimp_item_is_layer(drawable) ? DocumentLayerKind.Coverage : LibGimp.gimp_item_is_text_layer(drawable) ? DocumentLayerKind.Text : DocumentLayerKind.Picture;
        return new DocumentLayer(NameOf(drawable), new LayerOffset(x, y), DrawablePixels.SizeOf(drawable), kind, isActive, LocksOf(drawable).Select(NameOf).FirstOrDefault());
    }

    /// <summary>All that holds pixels: layers, masks, channels, and the selection if there is one; for a new image the active drawable alone, a group as it looks.</summary>
    public int[] Items(DocumentOutput output) => output == DocumentOutput.NewImage ? [Drawable] : LibGimp.gimp_selection_is_empty(Image) ? [.. Lasting()] : [.. Lasting(), LibGimp.gimp_image_get_selection(Image)];

    /// <summary>The drawables that hold the pixels of a drawable: itself, or of a group the layers in it.</summary>
    public static IEnumerable<int> LeavesOf(int drawable) => All(drawable).Where(item => !LibGimp.gimp_item_is_group(item));

    /// <summary>What locks the pixels of a drawable, if anything does: itself, for a mask its layer, and the groups around it.</summary>
    public static IEnumerable<int> LocksOf(int drawable)
    {
        // Asked of anything but a mask, GIMP shows the user an error.
        int first = LibGimp.gimp_item_is_layer_mask(drawable) ? LibGimp.gimp_layer_from_mask(drawable) : drawable;
        for (int item = first; item >= 0; item = LibGimp.gimp_item_get_parent(item))
        {
            if (LibGimp.gimp_item_get_lock_content(item)) yield return item;
        }
    }

    /// <summary>The name of a layer or channel.</summary>
    public static string NameOf(int item) => NativeText.Take(LibGimp.gimp_item_get_name(item));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DrawablePixels pixels in _open) pixels.Dispose();
    }

    private int[] Channels() => Take(LibGimp.gimp_image_get_channels(Image, out int count), count);

    private PixelArea? Selection() => LibGimp.gimp_selection_bounds(Image, out bool isSelected, out int left, out int top, out int right, out int bottom) && isSelected
        ? new PixelArea(left, top, right - left, bottom - top)
        : null;

    private IEnumerable<int> Lasting() => [.. Leaves, .. Layers().SelectMany(All).Select(LibGimp.gimp_layer_get_mask).Where(mask => mask >= 0), .. Channels()];

    private static IEnumerable<int> All(int layer) => LibGimp.gimp_item_is_group(layer) ? ChildrenOf(layer).SelectMany(All).Prepend(layer) : [layer];

    private static PixelSize SizeOf(int image) => new(LibGimp.gimp_image_width(image), LibGimp.gimp_image_height(image));

    private int[] Layers() => Take(LibGimp.gimp_image_get_layers(Image, out int count), count);

    private static int[] ChildrenOf(int group) => Take(LibGimp.gimp_item_get_children(group, out int count), count);

    private static int[] Take(int* items, int count)
    {
        int[] taken = new ReadOnlySpan<int>(items, count).ToArray();
        LibGegl.g_free((nint)items);
        return taken;
    }

    // GIMP's own profile where the image has none; of linear precision it is a linear one.
    private static ColorEncoding EncodingOf(int image)
    {
        nint profile = LibGimp.gimp_image_get_effective_color_profile(image);
        if (profile == 0) return ColorEncoding.Srgb;
        byte* icc = LibGegl.gimp_color_profile_get_icc_profile(profile, out nuint length);
        ColorEncoding? encoding = ColorEncoding.OfProfile(new ReadOnlySpan<byte>(icc, (int)length));
        LibGegl.g_object_unref(profile);
        return encoding ?? ColorEncoding.Srgb;
    }
}

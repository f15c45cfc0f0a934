using Enlarger.CommandLine.Metadata;
using Enlarger.CommandLine.Vips.Native;
using Enlarger.Imaging;

namespace Enlarger.CommandLine.Vips;

/// <summary>
/// What a picture file holds besides pixels and their profile. XMP, and IPTC in JPEG, go by way of libvips; it would take EXIF apart and
/// put it together again, so EXIF does not.
/// </summary>
internal sealed record PictureMetadata
{
    private const string ExifField = "exif-data", XmpField = "xmp-data", IptcField = "iptc-data", OrientationField = "orientation";

    // What libvips takes a picture without a resolution for, by the format: 72 pixels per inch, about that, or 1 per millimetre.
    private static readonly double[] Defaults = [72 / Density.Inch, 2.834, 1];

    /// <summary>The EXIF block, beginning with the header of TIFF; or null.</summary>
    public byte[]? Exif { get; init; }

    /// <summary>The XMP packet, or null.</summary>
    public byte[]? Xmp { get; init; }

    /// <summary>The IPTC record among Photoshop's resources, as a JPEG file holds it; or null.</summary>
    public byte[]? Iptc { get; init; }

    /// <summary>The texts of a PNG file.</summary>
    public IReadOnlyList<PngChunk> Texts { get; init; } = [];

    /// <summary>What a PNG file without a profile says of its colours. Only PNG can say it, and the pixels stay as they are.</summary>
    public IReadOnlyList<PngChunk> Colors { get; init; } = [];

    /// <summary>Pixels per millimetre, across and down; null if the file does not say. It goes before what the blocks say.</summary>
    public (double X, double Y)? Resolution { get; init; }

    /// <summary>Pixels across to pixels down where a JPEG or PNG file says no more than that they are not square; otherwise null.</summary>
    public (uint X, uint Y)? Aspect { get; init; }

    /// <summary>Whether it is a part of the picture that all this tells of, so that places in it are not true any more.</summary>
    public bool IsOfPart { get; init; }

    /// <summary>Tells libvips how the picture is to be turned where it has not found that out itself.</summary>
    /// <param name="image">The file as libvips has opened it, and nobody else's.</param>
    public void Orient(GObject image)
    {
        if (LibVips.vips_image_get_typeof(image, OrientationField) != 0 || Exif is null || ExifBlock.Orientation(Exif) is not { } orientation) return;
        LibVips.vips_image_set_int(image, OrientationField, orientation);
    }

    /// <summary>The same of a picture whose rows become columns.</summary>
    public PictureMetadata Turned() => this with { Resolution = Swap(Resolution), Aspect = Swap(Aspect) };

    /// <summary>Takes the metadata of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="image">The file as libvips has opened it.</param>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public static PictureMetadata Read(string path, PictureFormat format, GObject image)
    {
        var metadata = new PictureMetadata
        {
            Exif = ExifBlock.Of(LibVips.Blob(image, ExifField)),
            Xmp = LibVips.Blob(image, XmpField),
            Iptc = PhotoshopResources.Parse(LibVips.Blob(image, IptcField)).ToBlock(),
        };
        StatedDensity? stated = null;
        using (FileStream file = File.OpenRead(path))
        {
            if (format.Id == "tiff") metadata = metadata with { Exif = TiffFile.ReadExif(file), Iptc = TiffFile.ReadIptc(file) };
            if (format.Id == "jpg") stated = StatedDensity.OfJpeg(file);
            if (format.Id == "png")
            {
                IReadOnlyList<PngChunk> chunks = PngChunk.Read(file);
                metadata = metadata.With(chunks, hasProfile: LibVips.vips_image_get_typeof(image, LibVips.ProfileField) != 0);
                stated = StatedDensity.OfPng(chunks.FirstOrDefault(chunk => chunk.Type == PngChunk.Resolution)?.Content);
            }
        }

        (double X, double Y)? inExif = metadata.Exif is { } exif ? ExifBlock.Resolution(exif) : null;
        // What is said without a unit libvips takes for a length, or makes one of.
        (double X, double Y)? known = format.Id == "png" ? stated?.Resolution : stated is { Unit: 0 } ? null : Known(image);
        (double X, double Y)? resolution = known ?? inExif ?? stated?.Resolution;
        return metadata with { Resolution = resolution, Aspect = resolution is null ? stated?.Aspect : null };
    }

    /// <summary>What is true of an upright picture of that size in a file of that format: no orientation, other sizes, no thumbnail, and of a part no places in the whole.</summary>
    public PictureMetadata For(PixelSize size, PictureFormat format)
    {
        // JPEG, PNG and TIFF say the resolution themselves.
        bool isOnlyInExif = format.Id == "webp";
        byte[]? exif = Exif is null ? null : ExifEditor.Edit(Exif, size, Resolution, isOnlyInExif, IsOfPart);
        byte[]? xmp = Xmp is null ? null : XmpPacket.Edit(Xmp, size, Resolution, isUpright: Exif is not null && ExifBlock.Orientation(Exif) is not null, IsOfPart);
        return this with
        {
            Exif = exif is null && isOnlyInExif && Resolution is { } resolution ? ExifBlock.With(resolution) : exif,
            Xmp = xmp is not null && format.Id == "jpg" ? XmpPacket.Within(xmp, Insertion.MostXmpInJpeg) : xmp,
            Iptc = PhotoshopResources.Parse(Iptc).For(Resolution, IsOfPart).ToBlock(),
        };
    }

    /// <summary>The resolution as libvips is to be told it: what the format counts in whole numbers is rounded here, because libvips cuts.</summary>
    public (double X, double Y) ResolutionFor(PictureFormat format)
    {
        (double x, double y) = Resolution ?? (Defaults[0], Defaults[0]);
        return (Counted(x), Counted(y));

        // The excess is for what a product of fractions may lack to a whole number.
        double Counted(double value) => format.Id == "png" ? (Math.Round(value * 1000) + 0.001) / 1000 : Density.PerInch(value) / Density.Inch;
    }

    /// <summary>Gives an image what libvips writes itself.</summary>
    public void Write(GObject image, PictureFormat format)
    {
        LibVips.SetBlob(image, XmpField, Xmp);
        if (format.Id == "jpg") LibVips.SetBlob(image, IptcField, Iptc);
    }

    /// <summary>What libvips does not write, for the file while it is encoded.</summary>
    public Insertion Inserted(PictureFormat format, PixelSize size) => format.Id switch
    {
        "jpg" => Insertion.Jpeg(Exif, Resolution, Aspect),
        "webp" => Insertion.WebP(Exif, size.Width, size.Height),
        "png" => Insertion.Png(PngChunks(), keepsResolution: Resolution is not null),
        _ => Insertion.None,
    };

    private IEnumerable<PngChunk> PngChunks() =>
    [
        .. Colors,
        .. Resolution is null && Aspect is { } aspect ? [StatedDensity.Png(aspect)] : (PngChunk[])[],
        .. Texts,
        .. Iptc is null ? (PngChunk[])[] : [PngProfile.Write("iptc", PhotoshopResources.Parse(Iptc).ToBytes())],
        .. Exif is null ? (PngChunk[])[] : [new PngChunk(PngChunk.Exif, Exif)],
    ];

    // libvips knows the chunk for EXIF before the pixels. It may lie behind them too, and blocks among the texts are older than it.
    private PictureMetadata With(IReadOnlyList<PngChunk> chunks, bool hasProfile)
    {
        PngChunk[] texts = [.. chunks.Where(chunk => chunk.IsText)];
        return this with
        {
            Colors = hasProfile ? [] : [.. chunks.Where(chunk => chunk.IsColor).DistinctBy(chunk => chunk.Type)],
            Texts = [.. texts.Where(text => !PngProfile.IsBlock(text))],
            Iptc = PhotoshopResources.Parse(PngProfile.Find(texts, "iptc") ?? PngProfile.Find(texts, "8bim")).ToBlock(),
            Exif = Exif
                ?? ExifBlock.Of(chunks.FirstOrDefault(chunk => chunk.Type == PngChunk.Exif)?.Content)
                ?? ExifBlock.Of(PngProfile.Find(texts, "exif") ?? PngProfile.Find(texts, "APP1")),
        };
    }

    private static (double X, double Y)? Known(GObject image)
    {
        (double X, double Y) resolution = (LibVips.vips_image_get_xres(image), LibVips.vips_image_get_yres(image));
        bool isDefault = resolution.X == resolution.Y && Defaults.Any(known => Math.Abs(resolution.X - known) < 1e-9);
        return !isDefault && Density.IsUsable(resolution) ? resolution : null;
    }

    private static (T Y, T X)? Swap<T>((T X, T Y)? pair) => pair is { } both ? (both.Y, both.X) : null;
}

using Enlarger.CommandLine.Vips.Native;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Vips.Native;

public sealed class LibVipsTests : FolderTests
{
    private static readonly byte[] Gif = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];

    // Each is whole, so that nothing but the block stands in the way.
    [TestCase("gifload_source")]
    [TestCase("svgload_source")]
    [TestCase("ppmload_source")]
    [TestCase("matrixload_source")]
    [TestCase("rawload")]
    [TestCase("vipsload_source")]
    [TestCase("pngload")]
    [TestCase("pngload_buffer")]
    public void Nothing_is_loaded_but_by_the_loaders_of_the_four_formats(string loader)
    {
        string path = Folder.Write("picture", loader switch
        {
            "gifload_source" => Gif,
            "svgload_source" => "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"u8.ToArray(),
            "ppmload_source" => "P5 1 1 255 x"u8.ToArray(),
            _ => Saved.Raw(Raster.Sample(4, 4, "rgb8"), "png"),
        });
        Assert.That(() => Load(loader, path), Throws.TypeOf<VipsException>().With.Message.Contains("operation is blocked").Or.Message.Contains("not found"));
    }

    [TestCase("pngload_source", "png")]
    [TestCase("jpegload_source", "jpg")]
    [TestCase("webpload_source", "webp")]
    [TestCase("tiffload_source", "tif")]
    public void The_four_formats_are_loaded(string loader, string extension) =>
        Assert.That(Load(loader, Raster.Sample(4, 4, "rgb8").Save(Folder["a." + extension])), Is.EqualTo(4));

    private static int Load(string loader, string path)
    {
        using GObject source = LibVips.vips_source_new_from_file(path).OrThrow();
        using VipsOperation load = new(loader);
        if (loader.EndsWith("_source", StringComparison.Ordinal)) load.Set("source", source);
        else if (loader == "rawload") load.Set("filename", path).Set("width", "1").Set("height", "1").Set("bands", "1");
        else if (!loader.EndsWith("_buffer", StringComparison.Ordinal)) load.Set("filename", path);
        using GObject image = load.RunForImage();
        return LibVips.vips_image_get_width(image);
    }
}

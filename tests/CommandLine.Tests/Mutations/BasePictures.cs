using System.Text;
using Enlarger.CommandLine.Metadata;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Mutations;

/// <summary>Whole pictures of every kind that the four formats have, small enough for thousands of runs.</summary>
internal static class BasePictures
{
    private const int Width = 48, Height = 32;

    /// <summary>Their names and bytes, the same in every run.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Make()
    {
        byte[] rgb8 = Png("rgb8"), rgba8 = Png("rgba8"), gray8 = Png("gray8"), rgb16 = Png("rgb16");
        byte[] camera = CameraJpeg.Dress(Saved.Raw(Raster.Sample(Width, Height, "rgb8"), "jpg"));
        byte[] profiled = Converter((png, path) => Converted.ToCmyk(png, path), "cmyk.jpg");
        byte[] float32 = Saved.Raw(Raster.Sample(Width, Height, "rgbf32"), "tif");
        return
        [
            ("PNG rgb8", rgb8),
            ("PNG rgba8", rgba8),
            ("PNG graya16", Png("graya16")),
            ("PNG rgb16 interlaced", Saved.As(rgb16, "png", "interlace=true")),
            ("PNG gray8 interlaced", Saved.As(gray8, "png", "interlace=true")),
            ("PNG of a camera", Saved.As(camera, "png")),
            ("PNG palette", Palette()),
            ("PNG one bit", PngBytes.Make(Width, Height, 1, 0, Rows(Width / 8))),
            ("PNG with texts", PngBytes.Make(Width, Height, 8, 2, Rows(Width * 3), Texts())),

            ("JPEG of a camera", camera),
            ("JPEG of a camera, big-endian", CameraJpeg.Dress(Saved.Raw(Raster.Sample(Width, Height, "rgb8"), "jpg"), isBigEndian: true)),
            ("JPEG progressive", CameraJpeg.Dress(Saved.As(rgb8, "jpg", "interlace=true"))),
            ("JPEG with restarts, subsampled", Saved.As(rgb8, "jpg", "restart-interval=2", "subsample-mode=on")),
            ("JPEG grey", Saved.As(gray8, "jpg")),
            ("JPEG CMYK with a profile", profiled),
            ("JPEG CMYK progressive", Saved.As(profiled, "jpg", "interlace=true")),

            ("WebP lossy", Saved.As(rgb8, "webp")),
            ("WebP lossless", Saved.As(rgb8, "webp", "lossless=true")),
            ("WebP lossy with alpha", Saved.As(rgba8, "webp")),
            ("WebP lossless with alpha", Saved.As(rgba8, "webp", "lossless=true")),
            ("WebP of a camera", Saved.As(camera, "webp", "profile=p3")),

            ("TIFF 8 bits, uncompressed", Saved.As(rgb8, "tif", "compression=none")),
            ("TIFF 16 bits, LZW", Saved.As(rgb16, "tif", "compression=lzw", "predictor=horizontal")),
            ("TIFF float, deflate", float32),
            ("TIFF float, tiled", Saved.As(float32, "tif", "tile=true", "tile-width=16", "tile-height=16")),
            ("TIFF BigTIFF, tiled, alpha", Saved.As(rgba8, "tif", "bigtiff=true", "tile=true", "tile-width=16", "tile-height=16", "compression=deflate")),
            ("TIFF PackBits", Saved.As(gray8, "tif", "compression=packbits")),
            ("TIFF JPEG", Saved.As(rgb8, "tif", "compression=jpeg")),
            ("TIFF fax", Saved.As(gray8, "tif", "compression=ccittfax4", "bitdepth=1")),
            ("TIFF of a camera", Saved.As(camera, "tif", "compression=lzw")),
            ("TIFF with everything", Everything(camera)),
            ("TIFF CMYK", Converter((png, path) => Converted.ToCmyk(png, path, 16), "cmyk.tif")),
            ("TIFF CIELab", Converter((png, path) => Converted.ToLab(png, path, "labs"), "lab.tif")),
            ("TIFF palette in planes", PaletteTiff()),
        ];
    }

    private static byte[] Png(string format) => Saved.Raw(Raster.Sample(Width, Height, format), "png");

    private static byte[][] Rows(int length)
    {
        var random = new Random(3);
        byte[][] rows = [.. Enumerable.Range(0, Height).Select(_ => new byte[length])];
        foreach (byte[] row in rows) random.NextBytes(row);
        return rows;
    }

    private static byte[] Palette()
    {
        byte[][] rows = [.. Rows(Width).Select(row => row.Select(index => (byte)(index % 16)).ToArray())];
        byte[] colors = [.. Enumerable.Range(0, 48).Select(value => (byte)(value * 5))];
        return PngBytes.Make(Width, Height, 8, 3, rows, ("PLTE", colors), ("tRNS", [0, 100, 200, 255]));
    }

    private static (string Type, byte[] Content)[] Texts() =>
    [
        ("pHYs", [0, 0, 46, 35, 0, 0, 46, 35, 1]),
        ("tEXt", "Title\0A flower"u8.ToArray()),
        ("iTXt", "Description\0\0\0de\0\0Eine Blume"u8.ToArray()),
        ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Encoding.UTF8.GetBytes(CameraJpeg.Xmp)]),
        ("zTXt", PngProfile.Write("iptc", CameraJpeg.Iptc).Content),
        ("zTXt", PngProfile.Write("exif", CameraJpeg.Exif(isBigEndian: true)).Content),
        ("eXIf", CameraJpeg.Exif(isBigEndian: false)),
    ];

    // Written by Enlarger, with the EXIF directories and Photoshop's resources that libvips leaves out.
    private static byte[] Everything(byte[] camera)
    {
        using var folder = new Folder();
        CommandRun run = CommandRun.Of("upscale", folder.Write("camera.jpg", Saved.As(camera, "jpg", "profile=p3")), "--scale", "2", "-o", folder["all.tif"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return File.ReadAllBytes(folder["all.tif"]);
    }

    private static byte[] Converter(Action<string, string> convert, string name)
    {
        using var folder = new Folder();
        convert(folder.Write("source.png", Png("rgb8")), folder[name]);
        return File.ReadAllBytes(folder[name]);
    }

    // libvips writes no palettes and no planes.
    private static byte[] PaletteTiff()
    {
        var tiff = new TiffBytes(isBigEndian: true);
        int pixels = tiff.Add([.. Rows(Width).SelectMany(row => row)]);
        int[] colors = [.. Enumerable.Range(0, 3 * 256).Select(value => value * 85)];
        tiff.Start(tiff.Directory(
            (0x100, 3, tiff.Short(Width)),
            (0x101, 3, tiff.Short(Height)),
            (0x102, 3, tiff.Short(8)),
            (0x103, 3, tiff.Short(1)),
            (0x106, 3, tiff.Short(3)),
            (0x111, 4, tiff.Long([.. Enumerable.Range(0, Height / 8).Select(strip => pixels + (strip * 8 * Width))])),
            (0x115, 3, tiff.Short(1)),
            (0x116, 3, tiff.Short(8)),
            (0x117, 4, tiff.Long([.. Enumerable.Repeat(8 * Width, Height / 8)])),
            (0x11C, 3, tiff.Short(2)),
            (0x140, 3, tiff.Short(colors))));
        return tiff.ToArray();
    }
}

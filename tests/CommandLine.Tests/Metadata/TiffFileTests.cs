using Enlarger.CommandLine.Metadata;
using Enlarger.CommandLine.Vips;
using Enlarger.CommandLine.Vips.Native;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Metadata;

public sealed class TiffFileTests : FolderTests
{
    [Test]
    public void Metadata_joins_the_tags_of_a_file_whatever_its_kind([Values("true", "false")] string bigTiff, [Values] bool isBigEndian)
    {
        Raster picture = Raster.Sample(40, 30, "rgb16");
        string source = picture.Save(Folder["a.png"]), path = Folder["a.tif"];
        using (GObject file = LibVips.vips_source_new_from_file(source).OrThrow())
        using (VipsOperation load = new VipsOperation("pngload_source").Set("source", file))
        using (GObject image = load.RunForImage())
        using (GObject target = LibVips.vips_target_new_to_file(path).OrThrow())
        using (VipsOperation save = new VipsOperation("tiffsave_target").Set("in", image).Set("target", target).Set("bigtiff", bigTiff))
        {
            save.Run();
        }

        using (FileStream file = File.Open(path, FileMode.Open)) TiffFile.Complete(file, CameraJpeg.Exif(isBigEndian), CameraJpeg.Iptc);
        using (PictureReader reader = PictureReader.Open(path))
        {
            // Its orientation is 6: what libvips makes of it shows that it reads the new tags.
            Assert.That(reader.Size.ToString(), Is.EqualTo("30x40"));
            Assert.That(reader.Metadata.Resolution!.Value.X, Is.EqualTo(300 / 25.4).Within(1e-6));
            Assert.That(PhotoshopResources.Parse(reader.Metadata.Iptc).Find(0x040A), Is.EqualTo(new byte[] { 1 }));
        }

        using (FileStream file = File.OpenRead(path))
        {
            TiffReader tiff = TiffReader.Open(file)!;
            Assert.That(tiff.Layout.IsBigTiff, Is.EqualTo(bigTiff == "true"));
            TiffNode root = TiffNode.Read(tiff, _ => true);
            Assert.That(tiff.Layout.Get(root.Children[TiffTag.Exif].Values[0xA432].Bytes.AsSpan(8, 4)), Is.EqualTo(200));
            Assert.That(root.Values[0x13B].Bytes, Is.EqualTo("Jürg Öst\0"u8.ToArray()));
            Assert.That(root.Values.ContainsKey(0x213), Is.False, "How JPEG places colour says nothing in TIFF.");
            file.Position = 0;
            using var block = new MemoryStream(TiffFile.ReadExif(file)!);
            Assert.That(TiffNode.Read(TiffReader.Open(block)!, _ => true).Children[TiffTag.Gps].Values, Has.Count.EqualTo(8));
        }
    }

    [TestCase(4, false)]
    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(3, true)]
    public void The_iptc_record_in_a_tag_goes_before_the_resource_only_if_it_is_whole(int zeros, bool wins)
    {
        byte[] resource = [0x1C, 2, 80, 0, 3, .. "one"u8], tag = [0x1C, 2, 80, 0, 3, .. "two"u8];
        byte[] record = zeros switch { 4 => tag[..4], -1 => [.. tag, 0x1C, 2, 25, 0, 9, (byte)'a'], _ => [.. tag, .. new byte[zeros]] };
        byte[] resources = PhotoshopResources.Parse([]).With(PhotoshopResources.IptcRecord, resource).ToBytes();
        var tiff = new TiffBytes(isBigEndian: false);
        tiff.Start(tiff.Directory((TiffTag.Iptc, 7, record), (TiffTag.Photoshop, 1, resources)));
        using var file = new MemoryStream(tiff.ToArray());
        Assert.That(PhotoshopResources.Parse(TiffFile.ReadIptc(file)).Find(PhotoshopResources.IptcRecord), Is.EqualTo(wins ? record : resource));
    }

    [TestCase(0xFE, 1, true)]
    [TestCase(0xFE, 5, true)]
    [TestCase(0xFE, 0, false)]
    [TestCase(0xFE, 2, false)]
    [TestCase(0xFE, 4, false)]
    [TestCase(0xFF, 2, true)]
    [TestCase(0xFF, 1, false)]
    [TestCase(0xC612, 1, true)]
    [TestCase(0x10E, 1, false)]
    public void A_raw_file_or_a_preview_is_told_by_the_first_directory(int tag, int value, bool isRaw)
    {
        var tiff = new TiffBytes(isBigEndian: true);
        int first = tiff.Directory((tag, 4, tiff.Long(value))), second = tiff.Directory((0xFE, 4, tiff.Long(1)));
        tiff.Start(first);
        tiff.Chain(first, 1, second);
        using var file = new MemoryStream(tiff.ToArray());
        Assert.That(TiffFile.IsRaw(file), Is.EqualTo(isRaw));
    }

    [Test]
    public void A_raw_file_of_canon_is_told_by_its_mark()
    {
        var tiff = new TiffBytes(isBigEndian: false);
        tiff.Add([.. "CR"u8, 2, 0, 0, 0, 0, 0]);
        tiff.Start(tiff.Directory((0x103, 3, tiff.Short(6))));
        using var file = new MemoryStream(tiff.ToArray());
        Assert.That(TiffFile.IsRaw(file));
    }

    [Test]
    public void A_preview_is_refused_with_a_sentence()
    {
        byte[] tiff = FileBytes.TiffPages(1);
        // The tag of its size becomes that of its kind; nothing else is looked at.
        tiff.AsSpan(10, 12).Clear();
        new byte[] { 0xFE, 0, 4, 0, 1, 0, 0, 0, 1, 0, 0, 0 }.CopyTo(tiff, 10);
        string path = System.IO.Path.Combine(Folder.Path, "preview.tif");
        File.WriteAllBytes(path, tiff);
        Assert.That(() => PictureReader.Open(path), Throws.TypeOf<EnlargerException>().With.Property("Kind").EqualTo(ErrorKind.Input).And.Message.Contains("raw file"));
    }

    [Test]
    public void The_pixels_stay()
    {
        Raster picture = Raster.Sample(40, 30, "rgba16");
        string path = picture.Save(Folder["a.tif"]);
        byte[] upright = ExifEditor.Edit(CameraJpeg.Exif(isBigEndian: true), picture.Size, null)!;
        using (FileStream file = File.Open(path, FileMode.Open)) TiffFile.Complete(file, upright, null);
        Assert.That(Raster.Read(path).Pixels, Is.EqualTo(picture.Pixels));
    }

    // libtiff opens no file with them.
    [TestCase(5, 300u, 18688)]
    [TestCase(10, 0x8000_0000u, 2)]
    public void An_odd_resolution_stays_out(int type, uint across, int unit)
    {
        var tiff = new TiffBytes(isBigEndian: false);
        byte[] fraction = [.. BitConverter.GetBytes(across), 1, 0, 0, 0];
        tiff.Start(tiff.Directory((0x10F, 2, TiffBytes.Text("A maker of cameras")), (0x11A, type, fraction), (0x11B, type, [.. fraction]), (0x128, 3, tiff.Short(unit))));
        string path = Raster.Sample(4, 3, "rgb8").Save(Folder["a.tif"]);
        using (FileStream file = File.Open(path, FileMode.Open)) TiffFile.Complete(file, tiff.ToArray(), null);
        using PictureReader reader = PictureReader.Open(path);
        Assert.That(reader.Size.ToString(), Is.EqualTo("4x3"));
        Assert.That(reader.Metadata.Exif.AsSpan().IndexOf("A maker of cameras"u8), Is.GreaterThan(0));
    }
}

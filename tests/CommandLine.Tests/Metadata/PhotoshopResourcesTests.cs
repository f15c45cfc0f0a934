using Enlarger.CommandLine.Metadata;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Metadata;

public sealed class PhotoshopResourcesTests
{
    [Test]
    public void All_but_the_thumbnail_stays_and_the_resolution_is_the_result_s()
    {
        PhotoshopResources before = PhotoshopResources.Parse(CameraJpeg.Iptc), after = PhotoshopResources.Parse(before.For((240 / 25.4, 72.5 / 25.4)).ToBlock());
        Assert.That(before.Find(0x040C), Is.Not.Null);
        Assert.That(after.Find(0x040C), Is.Null);
        Assert.That(after.Find(0x03ED), Is.EqualTo(new byte[] { 0, 240, 0, 0, 0, 1, 0, 1, 0, 72, 0x80, 0, 0, 1, 0, 1 }));
        foreach (ushort id in new ushort[] { PhotoshopResources.IptcRecord, 0x040A }) Assert.That(after.Find(id), Is.EqualTo(before.Find(id)));
    }

    [Test]
    public void A_bare_record_becomes_a_resource()
    {
        byte[] record = PhotoshopResources.Parse(CameraJpeg.Iptc).Find(PhotoshopResources.IptcRecord)!;
        byte[] block = PhotoshopResources.Parse(record).ToBlock()!;
        Assert.That(PhotoshopResources.Parse(block).Find(PhotoshopResources.IptcRecord), Is.EqualTo(record));
    }

    [Test]
    public void Of_a_part_the_paths_and_guides_of_the_whole_go()
    {
        PhotoshopResources whole = PhotoshopResources.Parse(CameraJpeg.Iptc).With(0x0408, [1]).With(0x041A, [2]).With(0x07D0, [3]).With(0x0BB7, [4]);
        PhotoshopResources part = whole.For(null, isOfPart: true);
        foreach (ushort id in new ushort[] { 0x0408, 0x041A, 0x07D0, 0x0BB7 })
        {
            Assert.That(whole.For(null).Find(id), Is.Not.Null);
            Assert.That(part.Find(id), Is.Null);
        }

        Assert.That(part.Find(PhotoshopResources.IptcRecord), Is.Not.Null);
    }

    [Test]
    public void Nothing_is_nothing() => Assert.That(PhotoshopResources.Parse("no resources"u8).ToBlock(), Is.Null);

    [Test]
    public void A_png_profile_holds_any_bytes()
    {
        byte[] bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        PngChunk chunk = PngProfile.Write("iptc", bytes);
        Assert.That(PngProfile.IsBlock(chunk));
        Assert.That(PngProfile.Find([chunk], "iptc"), Is.EqualTo(bytes));
        Assert.That(PngProfile.Find([chunk], "exif"), Is.Null);
    }
}

using Enlarger.CommandLine.Metadata;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Metadata;

public sealed class ExifEditorTests
{
    private static readonly PixelSize Size = new(400, 70_000);

    [Test]
    public void A_maker_s_note_keeps_its_bytes_and_its_place([Values] bool isBigEndian)
    {
        byte[] block = CameraJpeg.Exif(isBigEndian), edited = ExifEditor.Edit(block, Size, (10, 10))!;
        int place = block.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(CameraJpeg.Owner));
        // The note begins 18 bytes before its text and ends 8 bytes after.
        Range note = (place - 18)..(place + CameraJpeg.Owner.Length + 1 + 8);
        Assert.That(edited[note], Is.EqualTo(block[note]));
        Assert.That(Value(edited, TiffTag.Exif, TiffTag.MakerNote)!.Place, Is.EqualTo(place - 18));
    }

    [Test]
    public void Sizes_orientation_and_resolution_become_the_result_s([Values] bool isBigEndian)
    {
        byte[] edited = ExifEditor.Edit(CameraJpeg.Exif(isBigEndian), Size, (240 / 25.4, 600 / 25.4))!;
        Assert.That(Number(edited, isBigEndian, 0, TiffTag.Orientation), Is.EqualTo(1));
        Assert.That(Number(edited, isBigEndian, TiffTag.Exif, TiffTag.PixelWidth), Is.EqualTo(400));
        Assert.That(Number(edited, isBigEndian, TiffTag.Exif, TiffTag.PixelHeight), Is.EqualTo(70_000));
        Assert.That(Value(edited, TiffTag.Exif, TiffTag.PixelWidth)!.Type, Is.EqualTo(TiffType.Short));
        Assert.That(ExifBlock.Resolution(edited), Is.EqualTo((240 / 25.4, 600 / 25.4)));
    }

    [Test]
    public void Nothing_else_changes([Values] bool isBigEndian)
    {
        byte[] block = CameraJpeg.Exif(isBigEndian);
        ushort[] changed = [TiffTag.Orientation, TiffTag.PixelWidth, TiffTag.PixelHeight, TiffTag.XResolution, TiffTag.YResolution];
        TiffNode before = Read(block), after = Read(ExifEditor.Edit(block, Size, (3, 3))!);
        foreach ((TiffNode old, TiffNode now) in new[] { (before, after), (before.Children[TiffTag.Exif], after.Children[TiffTag.Exif]), (before.Children[TiffTag.Gps], after.Children[TiffTag.Gps]) })
        {
            Assert.That(now.Values.Keys, Is.EqualTo(old.Values.Keys));
            Assert.That(now.Children.Keys, Is.EqualTo(old.Children.Keys));
            foreach (ushort tag in old.Values.Keys.Except(changed)) Assert.That(now.Values[tag].Bytes, Is.EqualTo(old.Values[tag].Bytes), $"{tag:X}");
        }
    }

    [Test]
    public void The_thumbnail_is_cut_off_with_its_directory()
    {
        byte[] block = CameraJpeg.Exif(isBigEndian: false), edited = ExifEditor.Edit(block, Size, null)!;
        Assert.That(edited.AsSpan().IndexOf("what the crop cut away"u8), Is.Negative);
        Assert.That(edited, Has.Length.LessThan(block.Length - 100));
        using var stream = new MemoryStream(edited);
        TiffReader reader = TiffReader.Open(stream)!;
        Assert.That(reader.Directory(reader.First)!.Next, Is.Zero);
    }

    [Test]
    public void Of_a_part_the_places_in_the_whole_go([Values] bool isOfPart)
    {
        var tiff = new TiffBytes(isBigEndian: false);
        int exif = tiff.Directory((TiffTag.SubjectArea, 3, tiff.Short(10, 10, 5, 5)), (TiffTag.SubjectLocation, 3, tiff.Short(10, 10)), (0xA434, 2, TiffBytes.Text("Tele 70-200")));
        tiff.Start(tiff.Directory((0x10F, 2, TiffBytes.Text("Maker")), (TiffTag.Exif, 4, tiff.Long(exif)), (TiffTag.SubjectArea, 3, tiff.Short(10, 10, 5, 5))));
        byte[] edited = ExifEditor.Edit(tiff.ToArray(), Size, null, isOfPart: isOfPart)!;
        foreach ((ushort directory, ushort tag) in new[] { (TiffTag.Exif, TiffTag.SubjectArea), (TiffTag.Exif, TiffTag.SubjectLocation), ((ushort)0, TiffTag.SubjectArea) })
        {
            Assert.That(Value(edited, directory, tag), isOfPart ? Is.Null : Is.Not.Null);
        }

        Assert.That(Value(edited, TiffTag.Exif, 0xA434), Is.Not.Null);
    }

    [Test]
    public void A_thumbnail_in_the_middle_becomes_zeros()
    {
        var tiff = new TiffBytes(isBigEndian: false);
        int thumbnail = tiff.Add([.. "thumbnail"u8]), second = tiff.Directory((0x201, 4, tiff.Long(thumbnail)), (0x202, 4, tiff.Long(9)));
        int first = tiff.Directory((0x10F, 2, TiffBytes.Text("A long name")));
        tiff.Start(first);
        tiff.Chain(first, 1, second);
        byte[] edited = ExifEditor.Edit(tiff.ToArray(), Size, null)!;
        Assert.That(edited[thumbnail..(thumbnail + 9)], Is.All.Zero);
        Assert.That(Value(edited, 0, 0x10F)!.Bytes, Is.EqualTo("A long name\0"u8.ToArray()));
    }

    [Test]
    public void A_resolution_of_which_both_share_the_bytes_becomes_two()
    {
        var tiff = new TiffBytes(isBigEndian: true);
        int shared = tiff.Add(tiff.Long(72, 1)), first = tiff.Length;
        tiff.Add([
            .. tiff.Short(2), .. tiff.Short(TiffTag.XResolution, TiffType.Rational), .. tiff.Long(1, shared), .. tiff.Short(TiffTag.YResolution, TiffType.Rational), .. tiff.Long(1, shared), 0, 0, 0, 0]);
        tiff.Start(first);
        Assert.That(ExifBlock.Resolution(ExifEditor.Edit(tiff.ToArray(), Size, (100 / 25.4, 200 / 25.4))!), Is.EqualTo((100 / 25.4, 200 / 25.4)));
    }

    [Test]
    public void A_tag_that_is_there_twice_is_there_once_afterwards()
    {
        var tiff = new TiffBytes(isBigEndian: false);
        tiff.Start(tiff.Directory((0x10F, 2, TiffBytes.Text("Maker")), (TiffTag.Orientation, 3, tiff.Short(6)), (TiffTag.Orientation, 3, tiff.Short(8)), (0x131, 2, TiffBytes.Text("Editor"))));
        using var stream = new MemoryStream(ExifEditor.Edit(tiff.ToArray(), Size, null)!);
        TiffReader reader = TiffReader.Open(stream)!;
        TiffDirectory first = reader.Directory(reader.First)!;
        Assert.That(first.Entries.Select(entry => (int)entry.Tag), Is.EqualTo(new[] { 0x10F, TiffTag.Orientation, 0x131 }));
        Assert.That(reader.Number(first.Entries[1]), Is.EqualTo(1));
    }

    [Test]
    public void A_resolution_is_added_only_where_it_is_wanted()
    {
        byte[] block = FileBytes.Exif(6);
        Assert.That(ExifBlock.Resolution(ExifEditor.Edit(block, Size, (10, 10))!), Is.Null);
        Assert.That(ExifBlock.Resolution(ExifEditor.Edit(block, Size, (300 / 25.4, 300 / 25.4), addResolution: true)!), Is.EqualTo((300 / 25.4, 300 / 25.4)));
    }

    [Test]
    public void A_resolution_in_other_units_stays_if_it_is_the_same()
    {
        var tiff = new TiffBytes(isBigEndian: false);
        tiff.Start(tiff.Directory((TiffTag.XResolution, 5, tiff.Long(118, 1)), (TiffTag.YResolution, 5, tiff.Long(118, 1)), (TiffTag.ResolutionUnit, 3, tiff.Short(3))));
        Assert.That(ExifEditor.Edit(tiff.ToArray(), Size, (11.8, 11.8)), Is.EqualTo(tiff.ToArray()));
    }

    [Test]
    public void A_block_too_long_for_jpeg_loses_the_maker_s_note_first()
    {
        var tiff = new TiffBytes(isBigEndian: false);
        int exif = tiff.Directory((TiffTag.MakerNote, 7, new byte[60_000]), (0x9286, 7, new byte[10_000]));
        tiff.Start(tiff.Directory((0x10F, 2, TiffBytes.Text("Maker")), (TiffTag.Exif, 4, tiff.Long(exif))));
        byte[] smaller = ExifBlock.Within(tiff.ToArray(), 65527)!;
        Assert.That(smaller, Has.Length.LessThan(11_000));
        Assert.That(Value(smaller, TiffTag.Exif, TiffTag.MakerNote), Is.Null);
        Assert.That(Value(smaller, TiffTag.Exif, 0x9286)!.Bytes, Has.Length.EqualTo(10_000));
        Assert.That(Value(ExifBlock.Within(tiff.ToArray(), 1000)!, 0, 0x10F), Is.Not.Null);
    }

    [Test]
    public void Thumbnails_in_many_strips_over_each_other_are_no_work()
    {
        const int Strips = 400_000;
        var tiff = new TiffBytes(isBigEndian: false);
        byte[] sizes = new byte[Strips * 4];
        sizes.AsSpan().Fill(0x7F);
        int first = tiff.Directory((0x112, 3, tiff.Short(6))), second = tiff.Directory((0x111, 4, new byte[Strips * 4]), (0x117, 4, sizes));
        tiff.Start(first);
        tiff.Chain(first, 1, second);
        Assert.That(ExifEditor.Edit(tiff.ToArray(), Size, null), Has.Length.LessThan(100));
    }

    [Test]
    public void Directories_in_a_circle_end()
    {
        var tiff = new TiffBytes(isBigEndian: false);
        int first = tiff.Length;
        Assert.That(tiff.Directory((0x112, 3, tiff.Short(6)), (TiffTag.Exif, 4, tiff.Long(first)), (TiffTag.Gps, 4, tiff.Long(first))), Is.EqualTo(first));
        tiff.Start(first);
        tiff.Chain(first, 3, first);
        byte[] edited = ExifEditor.Edit(tiff.ToArray(), Size, null)!;
        Assert.That(Number(edited, false, 0, TiffTag.Orientation), Is.EqualTo(1));
        Assert.That(Read(edited).Children, Is.Empty);
    }

    private static TiffNode Read(byte[] block)
    {
        using var stream = new MemoryStream(block);
        return TiffNode.Read(TiffReader.Open(stream)!, _ => true);
    }

    private static TiffValue? Value(byte[] block, ushort directory, ushort tag) =>
        (directory == 0 ? Read(block) : Read(block).Children[directory]).Values.GetValueOrDefault(tag);

    private static int Number(byte[] block, bool isBigEndian, ushort directory, ushort tag) =>
        (int)new TiffLayout(isBigEndian, IsBigTiff: false).Get(Value(block, directory, tag)!.Bytes);
}

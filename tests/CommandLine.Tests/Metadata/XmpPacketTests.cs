using System.Text;
using Enlarger.CommandLine.Metadata;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Metadata;

public sealed class XmpPacketTests
{
    private static readonly PixelSize Size = new(60, 80);

    [Test]
    public void Only_what_is_not_true_any_more_changes()
    {
        string edited = Edit(CameraJpeg.Xmp, (240 / 25.4, 240 / 25.4));
        string expected = CameraJpeg.Xmp
            .Replace("tiff:Orientation=\"6\"", "tiff:Orientation=\"1\"").Replace("Resolution=\"300/1\"", "Resolution=\"240/1\"")
            .Replace("Dimension>40<", "Dimension>60<").Replace("Dimension>30<", "Dimension>80<");
        int from = expected.IndexOf("<xmp:Thumbnails>", StringComparison.Ordinal), to = expected.IndexOf("</xmp:Thumbnails>", StringComparison.Ordinal) + "</xmp:Thumbnails>".Length;
        // XML does not care how an empty element ends.
        Assert.That(edited.Replace(" />", "/>"), Is.EqualTo(expected.Remove(from, to - from)));
    }

    [Test]
    public void Bytes_stay_where_nothing_is_to_change()
    {
        byte[] packet = Encoding.UTF8.GetBytes(Edit(CameraJpeg.Xmp, null));
        Assert.That(XmpPacket.Edit(packet, Size, (300 / 25.4, 300 / 25.4)), Is.SameAs(packet));
    }

    [Test]
    public void Of_a_part_the_places_in_the_whole_go()
    {
        const string Places = """
            <rdf:Description rdf:about="" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:HasCrop="True" crs:CropTop="0.1" crs:Exposure="1">
             <r:Regions xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/" rdf:parseType="Resource"/>
            </rdf:Description>
            """;
        byte[] packet = Encoding.UTF8.GetBytes(CameraJpeg.Xmp.Replace("</rdf:RDF>", Places + "</rdf:RDF>"));
        string whole = Encoding.UTF8.GetString(XmpPacket.Edit(packet, Size, null)), part = Encoding.UTF8.GetString(XmpPacket.Edit(packet, Size, null, isOfPart: true));
        Assert.That(whole, Does.Contain("HasCrop").And.Contain("CropTop").And.Contain("Regions"));
        Assert.That(part, Does.Not.Contain("HasCrop").And.Not.Contain("CropTop").And.Not.Contain("<r:Regions").And.Contain("crs:Exposure=\"1\"").And.Contain("Eine Blüte"));
    }

    [TestCase("no XML at all")]
    [TestCase("<x:xmpmeta xmlns:x='adobe:ns:meta/'>cut")]
    [TestCase("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")]
    [TestCase("")]
    public void What_does_not_parse_stays_as_it_is(string packet) => Assert.That(Edit(packet, (10, 10)), Is.EqualTo(packet));

    [Test]
    public void A_packet_too_long_for_jpeg_loses_its_room_or_goes()
    {
        string roomy = CameraJpeg.Xmp.Replace("<?xpacket end", new string(' ', 70_000) + "<?xpacket end");
        byte[] smaller = XmpPacket.Within(Encoding.UTF8.GetBytes(roomy), Insertion.MostXmpInJpeg)!;
        Assert.That(smaller, Has.Length.LessThan(3000));
        Assert.That(Encoding.UTF8.GetString(smaller), Does.Contain("Eine Blüte").And.EndsWith("<?xpacket end=\"w\"?>"));
        Assert.That(XmpPacket.Within(Encoding.UTF8.GetBytes(CameraJpeg.Xmp.Replace("Eine", new string('x', 70_000))), Insertion.MostXmpInJpeg), Is.Null);
    }

    [Test]
    public void An_orientation_that_was_not_applied_stays()
    {
        var metadata = new PictureMetadata { Xmp = Encoding.UTF8.GetBytes(CameraJpeg.Xmp) };
        Assert.That(Encoding.UTF8.GetString(metadata.For(Size, PictureFormat.Named("png")).Xmp!), Does.Contain("tiff:Orientation=\"6\"").And.Contain("Dimension>60<"));
        metadata = metadata with { Exif = FileBytes.Exif(6) };
        Assert.That(Encoding.UTF8.GetString(metadata.For(Size, PictureFormat.Named("png")).Xmp!), Does.Contain("tiff:Orientation=\"1\""));
    }

    // Each of them would take minutes.
    [Test]
    public void Packets_made_to_take_long_stay_as_they_are()
    {
        const int Depth = 150_000, Namespaces = 30_000;
        string deep = string.Concat(Enumerable.Repeat("<a>", Depth)) + string.Concat(Enumerable.Repeat("</a>", Depth));
        string wide = "<a " + string.Join(' ', Enumerable.Range(0, Namespaces).Select(number => $"xmlns:n{number}='{number}'")) + "/>";
        string spread = string.Concat(Enumerable.Range(0, Namespaces).Select(number => $"<n{number}:a xmlns:n{number}='{number}'/>"));
        string attributes = "<a " + string.Join(' ', Enumerable.Range(0, Namespaces).Select(number => $"n{number}='{number}'")) + "/>";
        foreach (string content in new[] { deep, wide, spread, attributes })
        {
            byte[] packet = Encoding.UTF8.GetBytes(CameraJpeg.Xmp.Replace("Eine Blüte", content));
            Assert.That(XmpPacket.Edit(packet, Size, null), Is.SameAs(packet));
        }
    }

    [Test]
    public void Depth_and_namespaces_of_real_packets_are_no_matter()
    {
        string deep = string.Concat(Enumerable.Range(0, 80).Select(number => $"<n{number}:a xmlns:n{number}='{number}'>")) + string.Concat(Enumerable.Range(0, 80).Reverse().Select(number => $"</n{number}:a>"));
        Assert.That(Edit(CameraJpeg.Xmp.Replace("Eine Blüte", deep), null), Does.Contain("tiff:Orientation=\"1\"").And.Contain("<n79:a xmlns:n79=\"79\""));
    }

    private static string Edit(string packet, (double X, double Y)? resolution) => Encoding.UTF8.GetString(XmpPacket.Edit(Encoding.UTF8.GetBytes(packet), Size, resolution));
}

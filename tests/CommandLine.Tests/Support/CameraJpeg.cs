using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>The metadata of a camera's JPEG file that lay on its side and went through an editor.</summary>
internal static class CameraJpeg
{
    public const string Owner = "The owner, at an offset from the start of the block";

    private static readonly byte[] Thumbnail = [0xFF, 0xD8, 0xFF, 0xDB, .. Encoding.ASCII.GetBytes("what the crop cut away"), 0xFF, 0xD9];

    /// <summary>An EXIF block, without the prefix of JPEG.</summary>
    public static byte[] Exif(bool isBigEndian, int width = 40, int height = 30)
    {
        var tiff = new TiffBytes(isBigEndian);
        // A maker's note as Canon writes it: a directory whose offsets count from the start of the block, and where it was at its end.
        int noteAt = tiff.Length, ownerAt = noteAt + 2 + 12 + 4;
        byte[] owner = TiffBytes.Text(Owner);
        byte[] note = [
            .. tiff.Short(1), .. tiff.Short(9, 2), .. tiff.Long(owner.Length, ownerAt), 0, 0, 0, 0, .. owner, .. isBigEndian ? "MM\0*"u8 : "II*\0"u8, .. tiff.Long(noteAt)];
        tiff.Add(note);
        int interoperability = tiff.Directory((1, 2, TiffBytes.Text("R98")), (2, 7, "0100"u8.ToArray()));
        int exif = tiff.Directory(
            (0x829A, 5, tiff.Long(1, 250)),
            (0x829D, 5, tiff.Long(28, 10)),
            (0x8827, 3, tiff.Short(400)),
            (0x9000, 7, "0232"u8.ToArray()),
            (0x9003, 2, TiffBytes.Text("2024:05:06 07:08:09")),
            (0x9101, 7, [1, 2, 3, 0]),
            (0x927C, 7, note),
            (0x9286, 7, [.. "ASCII\0\0\0"u8, .. "Hello from the Alps"u8]),
            (0xA000, 7, "0100"u8.ToArray()),
            (0xA001, 3, tiff.Short(1)),
            (0xA002, 3, tiff.Short(width)),
            (0xA003, 3, tiff.Short(height)),
            (0xA005, 4, tiff.Long(interoperability)),
            (0xA432, 5, tiff.Long(70, 1, 200, 1, 28, 10, 4, 1)),
            (0xA434, 2, TiffBytes.Text("Tele 70-200")));
        int gps = tiff.Directory(
            (0, 1, [2, 3, 0, 0]),
            (1, 2, TiffBytes.Text("N")),
            (2, 5, tiff.Long(47, 1, 30, 1, 0, 1)),
            (3, 2, TiffBytes.Text("E")),
            (4, 5, tiff.Long(8, 1, 15, 1, 0, 1)),
            (5, 1, [0]),
            (6, 5, tiff.Long(817, 2)),
            (0x1B, 7, [.. "ASCII\0\0\0"u8, .. "GPS"u8]));
        int first = tiff.Directory(
            (0x10E, 2, TiffBytes.Text("A flower")),
            (0x10F, 2, TiffBytes.Text("Canon")),
            (0x110, 2, TiffBytes.Text("Canon EOS Test")),
            (0x112, 3, tiff.Short(6)),
            (0x11A, 5, tiff.Long(300, 1)),
            (0x11B, 5, tiff.Long(300, 1)),
            (0x128, 3, tiff.Short(2)),
            (0x131, 2, TiffBytes.Text("Editor 1.0")),
            (0x132, 2, TiffBytes.Text("2024:05:06 07:08:10")),
            (0x13B, 2, TiffBytes.Text("Jürg Öst")),
            (0x213, 3, tiff.Short(1)),
            (0x8298, 2, TiffBytes.Text("© Jürg Öst")),
            (0x8769, 4, tiff.Long(exif)),
            (0x8825, 4, tiff.Long(gps)));
        int thumbnail = tiff.Length + 100;
        int second = tiff.Directory((0x103, 3, tiff.Short(6)), (0x201, 4, tiff.Long(thumbnail)), (0x202, 4, tiff.Long(Thumbnail.Length)));
        tiff.Add(new byte[thumbnail - tiff.Length]);
        tiff.Add(Thumbnail);
        tiff.Start(first);
        tiff.Chain(first, 14, second);
        return tiff.ToArray();
    }

    /// <summary>Photoshop's resources: a thumbnail, a resolution and an IPTC record.</summary>
    public static byte[] Iptc { get; } =
    [
        .. "Photoshop 3.0\0"u8,
        .. Resource(0x03ED, [1, 44, 0, 0, 0, 1, 0, 1, 1, 44, 0, 0, 0, 1, 0, 1]),
        .. Resource(0x0404, [.. DataSet(1, 90, [0x1B, (byte)'%', (byte)'G']), .. DataSet(2, 25, "eins"u8), .. DataSet(2, 25, "zwei"u8), .. DataSet(2, 80, "Jürg Öst"u8)]),
        .. Resource(0x040A, [1]),
        .. Resource(0x040C, [0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 12, 0, 0, 0, 48, 0, 0, 0, 28, 0, 24, 0, 1, .. Thumbnail]),
    ];

    /// <summary>An XMP packet with its thumbnail and sizes as attributes and as elements.</summary>
    public const string Xmp = """
        <?xpacket begin="﻿" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" tiff:Orientation="6" tiff:XResolution="300/1" tiff:YResolution="300/1" tiff:ResolutionUnit="2" xmp:Rating="4"/>
          <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/">
           <exif:PixelXDimension>40</exif:PixelXDimension>
           <exif:PixelYDimension>30</exif:PixelYDimension>
           <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Eine Blüte &amp; mehr</rdf:li></rdf:Alt></dc:title>
           <xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType="Resource"><xmpGImg:width>4</xmpGImg:width><xmpGImg:image>/9j/</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>
          </rdf:Description>
         </rdf:RDF>
        </x:xmpmeta>
                                                                            
        <?xpacket end="w"?>
        """;

    /// <summary>A JPEG file with all of it.</summary>
    public static byte[] Dress(byte[] jpeg, bool isBigEndian = false)
    {
        int rest = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xDB]);
        return
        [
            .. jpeg[..2],
            .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 1, 1, 44, 1, 44, 0, 0]),
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(isBigEndian)]),
            .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.UTF8.GetBytes(Xmp)]),
            .. Segment(0xED, Iptc),
            .. jpeg[rest..],
        ];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Resource(int id, byte[] content) =>
        [.. "8BIM"u8, (byte)(id >> 8), (byte)id, 0, 0, 0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content, .. new byte[content.Length & 1]];

    private static byte[] DataSet(byte record, byte number, ReadOnlySpan<byte> content) => [0x1C, record, number, 0, (byte)content.Length, .. content];
}

using System.Text;
using Enlarger.CommandLine.Metadata;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Metadata;

/// <summary>Damaged and hostile bytes: whatever they are, nothing is thrown and nothing grows.</summary>
public sealed class MutationTests
{
    private const int Cases = 4000;
    private static readonly PixelSize Size = new(60, 80);

    [Test]
    public void An_exif_block([Values] bool isBigEndian) => Try(CameraJpeg.Exif(isBigEndian), bytes =>
    {
        if (ExifBlock.Of(bytes) is not { } block || ExifEditor.Edit(block, Size, (11, 12), addResolution: true) is not { } edited) return;

        Assert.That(edited, Has.Length.LessThan(block.Length + 1000));
        Assert.That(ExifEditor.Edit(edited, Size, (13, 14))?.Length ?? 0, Is.LessThan(block.Length + 2000));
        Assert.That(ExifBlock.Within(edited, 300)?.Length ?? 0, Is.LessThanOrEqualTo(300));
        ExifBlock.Orientation(edited);
    });

    [Test]
    public void A_tiff_file([Values] bool isBigEndian) => Try(CameraJpeg.Exif(isBigEndian), bytes =>
    {
        using var file = new MemoryStream();
        file.Write(bytes);
        if (TiffFile.ReadExif(file) is { } block) Assert.That(ExifBlock.Of(block), Is.Not.Null);
        TiffFile.ReadIptc(file);
        TiffFile.Complete(file, bytes, CameraJpeg.Iptc);
        Assert.That(file.Length, Is.LessThan((bytes.Length * 4) + 2000));
    });

    [Test]
    public void Photoshop_s_resources() => Try(CameraJpeg.Iptc, bytes =>
    {
        byte[]? block = PhotoshopResources.Parse(bytes).For((11, 12)).ToBlock();
        Assert.That(PhotoshopResources.Parse(block).ToBlock(), Is.EqualTo(block));
        Assert.That(block?.Length ?? 0, Is.LessThanOrEqualTo(bytes.Length + 30));
    });

    [Test]
    public void An_xmp_packet() => Try(Encoding.UTF8.GetBytes(CameraJpeg.Xmp), bytes =>
    {
        byte[] edited = XmpPacket.Edit(bytes, Size, (11, 12));
        Assert.That(XmpPacket.Edit(edited, Size, (11, 12)), Is.EqualTo(edited));
        XmpPacket.Within(bytes, 100);
    });

    [Test]
    public void The_texts_of_a_png()
    {
        byte[] png = PngBytes.Make(1, 1, 8, 0, [[7]], ("tEXt", "Title\0A title"u8.ToArray()), ("zTXt", PngProfile.Write("iptc", CameraJpeg.Iptc).Content), ("tEXt", "Raw profile type exif\0\nexif\n   3\n123456\n"u8.ToArray()));
        Try(png, bytes =>
        {
            using var file = new MemoryStream(bytes);
            IReadOnlyList<PngChunk> texts = PngChunk.Read(file);
            foreach (PngChunk text in texts) PngProfile.IsBlock(text);
            PngProfile.Find(texts, "iptc");
            PngProfile.Find(texts, "exif");
        });
    }

    [Test]
    public void The_header_of_a_jpeg() => Try([0xFF, 0xD8, 0xFF, 0xFF, 0xE1, 0, 4, 1, 2, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 0, 0, 0xFF, 0xDA], bytes =>
    {
        using var file = new MemoryStream(bytes);
        StatedDensity? density = StatedDensity.OfJpeg(file);
        Assert.That(density?.Resolution is null || density.Aspect is null);
    });

    // Some bytes changed, some cut off, some numbers made extreme.
    private static void Try(byte[] good, Action<byte[]> test)
    {
        var random = new Random(20_260);
        for (int i = 0; i < Cases; i++)
        {
            byte[] bytes = good[..(random.Next(4) == 0 ? random.Next(good.Length + 1) : good.Length)];
            for (int change = random.Next(1, 12); change > 0 && bytes.Length > 4; change--)
            {
                int at = random.Next(3) == 0 ? random.Next(Math.Min(bytes.Length - 4, 16)) : random.Next(bytes.Length - 4);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.AsSpan(at, 4).Fill(random.Next(2) == 0 ? byte.MaxValue : byte.MinValue);
                        break;
                    case 2:
                        bytes.AsSpan(random.Next(bytes.Length - 4), 4).CopyTo(bytes.AsSpan(at));
                        break;
                    default:
                        BitConverter.TryWriteBytes(bytes.AsSpan(at), random.Next(bytes.Length));
                        break;
                }
            }

            try
            {
                test(bytes);
            }
            catch (Exception exception) when (exception is not (AssertionException or MultipleAssertException))
            {
                Assert.Fail($"Case {i}: {exception}");
            }
        }
    }
}

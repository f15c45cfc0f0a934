using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Enlarger.Imaging;

namespace Enlarger.Tests.Gimp.Xcf;

/// <summary>Reads what GIMP 2.10 writes, by its description of the format (devel-docs/xcf.txt), and insists on it.</summary>
internal sealed class XcfReader
{
    private const int TileSide = 64, RunLengths = 1;

    // From here on offsets have 64 bits, and samples of several bytes are big-endian.
    private const int LongOffsets = 11, BigEndian = 12;

    private readonly byte[] _file;
    private readonly int _version;
    private readonly XcfSample _sample;
    private int _at;

    private XcfReader(byte[] file)
    {
        _file = file;
        Assert.That(Encoding.ASCII.GetString(file, 0, 9), Is.EqualTo("gimp xcf "));
        string version = Encoding.ASCII.GetString(file, 9, 4);
        _version = version == "file" ? 0 : int.Parse(version.AsSpan(1), CultureInfo.InvariantCulture);
        _at = 14;
        Size = new PixelSize(Number(), Number());
        BaseType = Number();
        Precision = _version >= 4 ? Number() : 150;
        _sample = (XcfSample)((Precision / 100) switch { 1 => XcfSample.UInt8, 2 => XcfSample.UInt16, 3 => XcfSample.UInt32, 5 => XcfSample.Half, 6 => XcfSample.Float, _ => XcfSample.Double });
        Assert.That(_sample == XcfSample.UInt8 || _version >= BigEndian, $"version {_version} of precision {Precision}");
    }

    private PixelSize Size { get; }

    private int BaseType { get; }

    private int Precision { get; }

    /// <summary>Reads a file.</summary>
    public static XcfImage Read(string path) => new XcfReader(File.ReadAllBytes(path)).Image();

    /// <summary>A number in a property.</summary>
    public static int Number(byte[] property, int offset) => BinaryPrimitives.ReadInt32BigEndian(property.AsSpan(offset));

    private XcfImage Image()
    {
        Dictionary<XcfProperty, byte[]> properties = Properties();
        Assert.That(properties[XcfProperty.Compression], Is.EqualTo(new byte[] { RunLengths }));
        long[] layers = Offsets(), channels = Offsets();
        List<XcfItem> top = [];
        foreach (long offset in layers)
        {
            XcfItem layer = Layer(offset);
            SiblingsOf(layer, top).Add(layer);
        }

        return new XcfImage(Size, BaseType, Precision, properties, top, [.. channels.Select(Channel)]);
    }

    // Parents come before their children; the path says which it lies in.
    private static List<XcfItem> SiblingsOf(XcfItem layer, List<XcfItem> top)
    {
        List<XcfItem> siblings = top;
        if (!layer.Properties.TryGetValue(XcfProperty.ItemPath, out byte[]? path)) return siblings;
        for (int i = 0; i < path.Length - 4; i += 4) siblings = siblings[Number(path, i)].Children;
        Assert.That(siblings, Has.Count.EqualTo(Number(path, path.Length - 4)));
        return siblings;
    }

    private XcfItem Layer(long offset)
    {
        _at = (int)offset;
        var size = new PixelSize(Number(), Number());
        ChannelLayout layout = Number() switch
        {
            0 => ChannelLayout.Rgb,
            1 => ChannelLayout.Rgba,
            2 => ChannelLayout.Gray,
            3 => ChannelLayout.GrayAlpha,
            int type => throw new AssertionException($"a layer of type {type}"),
        };
        string name = Text();
        Dictionary<XcfProperty, byte[]> properties = Properties();
        long pixels = Offset(), mask = Offset();
        return new XcfItem(name, properties, Pixels(pixels, size, layout)) { Mask = mask == 0 ? null : Channel(mask) };
    }

    private XcfItem Channel(long offset)
    {
        _at = (int)offset;
        var size = new PixelSize(Number(), Number());
        string name = Text();
        Dictionary<XcfProperty, byte[]> properties = Properties();
        return new XcfItem(name, properties, Pixels(Offset(), size, ChannelLayout.Gray));
    }

    private XcfPixels Pixels(long hierarchy, PixelSize size, ChannelLayout layout)
    {
        int sampleBytes = _sample switch { XcfSample.UInt8 => 1, XcfSample.UInt16 or XcfSample.Half => 2, XcfSample.Double => 8, _ => 4 };
        int pixelBytes = sampleBytes * new PixelFormat(layout, SampleType.UInt8).Channels;
        _at = (int)hierarchy;
        Assert.That((Number(), Number(), Number()), Is.EqualTo((size.Width, size.Height, pixelBytes)));
        _at = (int)Offset();
        Assert.That((Number(), Number()), Is.EqualTo((size.Width, size.Height)));
        long[] tiles = Offsets();
        byte[] bytes = new byte[size.Width * size.Height * pixelBytes];
        int across = (size.Width + TileSide - 1) / TileSide;
        for (int i = 0; i < tiles.Length; i++)
        {
            _at = (int)tiles[i];
            PixelArea area = new PixelArea(i % across * TileSide, i / across * TileSide, TileSide, TileSide).Intersect(size.Area);
            for (int plane = 0; plane < pixelBytes; plane++)
            {
                // The first byte of a sample is its highest.
                int place = (plane / sampleBytes * sampleBytes) + sampleBytes - 1 - (plane % sampleBytes);
                Plane(area, (x, y, value) => bytes[(((y * size.Width) + x) * pixelBytes) + place] = value);
            }
        }

        return new XcfPixels(size, layout, _sample, bytes);
    }

    // Runs: N+1 times one value for N < 127, 127 and a long count for more; 256-N different values for N > 128, 128 and a long count for more.
    private void Plane(PixelArea area, Action<int, int, byte> put)
    {
        for (int done = 0, count = area.Width * area.Height; done < count;)
        {
            int code = _file[_at++];
            bool isRun = code < 128;
            int length = code is 127 or 128 ? (_file[_at++] << 8) + _file[_at++] : isRun ? code + 1 : 256 - code;
            for (int i = 0; i < length; i++, done++) put(area.X + (done % area.Width), area.Y + (done / area.Width), _file[isRun ? _at : _at + i]);
            _at += isRun ? 1 : length;
        }
    }

    private Dictionary<XcfProperty, byte[]> Properties()
    {
        Dictionary<XcfProperty, byte[]> properties = [];
        while (true)
        {
            var property = (XcfProperty)Number();
            int length = Number();
            if (property == XcfProperty.End) return properties;
            properties.Add(property, _file[_at..(_at + length)]);
            _at += length;
        }
    }

    private long[] Offsets()
    {
        List<long> offsets = [];
        while (Offset() is var offset and not 0) offsets.Add(offset);
        return [.. offsets];
    }

    private long Offset()
    {
        if (_version < LongOffsets) return Number();
        long offset = BinaryPrimitives.ReadInt64BigEndian(_file.AsSpan(_at));
        _at += sizeof(long);
        return offset;
    }

    private int Number()
    {
        int number = Number(_file, _at);
        _at += sizeof(int);
        return number;
    }

    private string Text()
    {
        int length = Number();
        string text = length == 0 ? "" : Encoding.UTF8.GetString(_file, _at, length - 1);
        _at += length;
        return text;
    }
}

using System.Buffers.Binary;
using Enlarger.Imaging;
using Enlarger.Tests.Gimp.Xcf;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>Compares what GIMP has with what it should have.</summary>
internal static class Expect
{
    // What passes as float is rounded to one and back. A step of a float just below 1 is 6e-8; an enlargement adds a few dozen samples,
    // and a deconvolution amplifies.
    private const double RoundedTwice = 1e-5;

    // Compared apart, since they hold positions.
    private static readonly XcfProperty[] Placed = [XcfProperty.Guides, XcfProperty.SamplePoints, XcfProperty.OldSamplePoints, XcfProperty.Vectors, XcfProperty.Paths];

    /// <summary>Pixels that are the core's: to the bit, except those that the core has no format for.</summary>
    public static void Pixels(XcfPixels actual, Raster expected, string what)
    {
        Raster pixels = actual.ToRaster();
        Assert.That((pixels.Size, pixels.Format), Is.EqualTo((expected.Size, expected.Format)), what);
        if (actual.Sample is not (XcfSample.UInt32 or XcfSample.Double))
        {
            Assert.That(pixels.Pixels.AsSpan().SequenceEqual(expected.Pixels), $"the pixels of {what} are the core's; the first that is not is sample {FirstDifference(pixels, expected)}");
            return;
        }

        double largest = 0;
        for (int i = 0; i < pixels.Pixels.Length; i += sizeof(float))
        {
            double wanted = BinaryPrimitives.ReadSingleLittleEndian(expected.Pixels.AsSpan(i)), got = BinaryPrimitives.ReadSingleLittleEndian(pixels.Pixels.AsSpan(i));
            if (actual.Sample == XcfSample.UInt32) wanted = Math.Clamp(wanted, 0, 1);
            largest = Math.Max(largest, Math.Abs(wanted - got));
        }

        Assert.That(largest, Is.LessThanOrEqualTo(RoundedTwice), $"the pixels of {what} are the core's");
    }

    /// <summary>Two images that GIMP cannot tell apart.</summary>
    public static void Same(XcfImage actual, XcfImage expected)
    {
        Enlarged(actual, expected, 1);
        foreach ((XcfItem one, XcfItem other) in actual.Leaves.Zip(expected.Leaves)) Assert.That(one.Pixels.Bytes.AsSpan().SequenceEqual(other.Pixels.Bytes), $"the pixels of {other.Name} are as they were");
        foreach (XcfProperty property in Placed) Assert.That(actual.Properties.GetValueOrDefault(property), Is.EqualTo(expected.Properties.GetValueOrDefault(property)), $"{property}");
    }

    /// <summary>An image of so many times the size: every offset and size is, and whatever else GIMP keeps is as it was.</summary>
    public static void Enlarged(XcfImage actual, XcfImage before, int factor)
    {
        Assert.That(actual.Size, Is.EqualTo(Times(before.Size, factor)));
        Assert.That((actual.BaseType, actual.Precision), Is.EqualTo((before.BaseType, before.Precision)));

        // The last number that it gave to an item: guides get new ones.
        Properties(actual.Properties, before.Properties, "the image", [.. Placed, XcfProperty.Tattoo]);
        Items(actual.Layers, before.Layers, factor);
        Items(actual.Channels, before.Channels, factor);
    }

    private static void Items(IReadOnlyList<XcfItem> actual, IReadOnlyList<XcfItem> before, int factor)
    {
        Assert.That(actual.Select(item => item.Name), Is.EqualTo(before.Select(item => item.Name)));
        for (int i = 0; i < actual.Count; i++) Item(actual[i], before[i], factor);
    }

    private static void Item(XcfItem actual, XcfItem before, int factor)
    {
        Assert.That(actual.Name, Is.EqualTo(before.Name));
        Assert.That((actual.Pixels.Size, actual.Pixels.Layout), Is.EqualTo((Times(before.Pixels.Size, factor), before.Pixels.Layout)), before.Name);
        Assert.That(actual.Offset, Is.EqualTo(before.Offset is var (x, y) ? (x * factor, y * factor) : null), before.Name);

        // A text layer of other pixels than its text's is one that was edited.
        XcfProperty[] changing = before.IsText && factor > 1 ? [XcfProperty.Offsets, XcfProperty.TextLayerFlags] : [XcfProperty.Offsets];
        Properties(actual.Properties, before.Properties, before.Name, changing);
        Assert.That(actual.Mask is null, Is.EqualTo(before.Mask is null), before.Name);
        if (before.Mask is not null) Item(actual.Mask!, before.Mask, factor);
        Items(actual.Children, before.Children, factor);
    }

    private static void Properties(IReadOnlyDictionary<XcfProperty, byte[]> actual, IReadOnlyDictionary<XcfProperty, byte[]> before, string what, XcfProperty[] except)
    {
        Assert.That(actual.Keys.Order(), Is.EqualTo(before.Keys.Order()), what);
        Assert.That(XcfParasites.Of(actual), Is.EqualTo(XcfParasites.Of(before)), $"what is attached to {what}");
        foreach (XcfProperty property in before.Keys.Except(except).Where(property => property != XcfProperty.Parasites)) Assert.That(actual[property], Is.EqualTo(before[property]), $"{property} of {what}");
    }

    private static PixelSize Times(PixelSize size, int factor) => new(size.Width * factor, size.Height * factor);

    private static int FirstDifference(Raster one, Raster other) => one.Pixels.AsSpan().CommonPrefixLength(other.Pixels) / one.Format.BytesPerSample;
}

using System.Globalization;
using System.Runtime.InteropServices;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Tests.Gimp;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Krita;

/// <summary>Tests that each begin with a Krita without documents and have a folder of their own.</summary>
public abstract class KritaTests : FolderTests
{
    private const string Profiles = "/usr/share/color/icc/krita";

    /// <summary>Krita.</summary>
    private protected virtual KritaSession Krita => KritaMachine.Session;

    [SetUp]
    public void Empty() => Krita.Evaluate("close_all()");

    [TearDown]
    public void Hear() => Assert.That(Krita.Said, Does.Not.Contain("Traceback"));

    /// <summary>A picture that shows everywhere, more or less, in one of the formats that Krita has.</summary>
    private protected static Raster Seen(int width, int height, string format)
    {
        var pixels = PixelFormat.Parse(format);
        Raster sample = Raster.Sample(width, height, format.Replace("f16", "f32", StringComparison.Ordinal));
        int alpha = pixels.Channels - 1;
        switch (pixels.Sample)
        {
            case SampleType.UInt8:
                for (int i = alpha; i < sample.Pixels.Length; i += pixels.Channels) sample.Pixels[i] |= 128;
                return sample;
            case SampleType.UInt16:
                Span<ushort> shorts = MemoryMarshal.Cast<byte, ushort>(sample.Pixels.AsSpan());
                for (int i = alpha; i < shorts.Length; i += pixels.Channels) shorts[i] |= 0x8000;
                return sample;
        }

        Span<float> floats = MemoryMarshal.Cast<byte, float>(sample.Pixels.AsSpan());
        for (int i = alpha; i < floats.Length; i += pixels.Channels) floats[i] = (floats[i] / 2) + 0.5f;
        return pixels.Sample == SampleType.Float ? sample : new Raster(sample.Size, pixels, MemoryMarshal.AsBytes<Half>(floats.ToArray().Select(value => (Half)value).ToArray()).ToArray());
    }

    /// <summary>A picture that covers whatever is below it.</summary>
    private protected static Raster Opaque(int width, int height)
    {
        Raster picture = Raster.Sample(width, height, "bgra8");
        for (int i = 3; i < picture.Pixels.Length; i += 4) picture.Pixels[i] = 255;
        return picture;
    }

    /// <summary>Makes a document of one layer under the name 'document'.</summary>
    private protected void Make(Raster picture, string profile = "sRGB-elle-V2-srgbtrc.icc", string more = "")
    {
        string name = picture.Format.ToString(), model = name.StartsWith("gray", StringComparison.Ordinal) ? "GRAYA" : "RGBA";
        string depth = picture.Format.Sample switch { SampleType.UInt8 => "U8", SampleType.UInt16 => "U16", SampleType.Half => "F16", _ => "F32" };
        Krita.Evaluate(string.Create(CultureInfo.InvariantCulture, $"document = picture({File(picture)}, {picture.Size.Width}, {picture.Size.Height}, '{model}', '{depth}', '{profile}'{more}); sky = document.topLevelNodes()[0]"));
    }

    /// <summary>Puts pixels into a file, and gives its name as Python writes it.</summary>
    private protected string File(Raster picture) => KritaSession.Quote(Folder.Write($"{Guid.NewGuid():N}", picture.Pixels));

    /// <summary>Runs a filter over 'document' as a script does; what comes of it is 'result'.</summary>
    private protected void Run(string filter, (string Id, string Value)[] values, string more = "") =>
        Krita.Evaluate($"result = enlarger.run(document, '{filter}', {{{string.Join(", ", values.Select(value => $"'{value.Id}': '{value.Value}'"))}}}{more})");

    /// <summary>Pixels of a node.</summary>
    /// <param name="node">The node in Python.</param>
    /// <param name="area">Where on the canvas.</param>
    /// <param name="format">Their format.</param>
    private protected Raster Pixels(string node, PixelArea area, PixelFormat format)
    {
        string file = Folder["pixels"];
        Krita.Evaluate($"get({node}, {KritaSession.Quote(file)}, {area.X}, {area.Y}, {area.Width}, {area.Height})");
        return new Raster(area.Size, format, System.IO.File.ReadAllBytes(file));
    }

    /// <summary>Everything that a user could see of a document.</summary>
    private protected JToken State(string document = "document") => Krita.Evaluate($"state({document})");

    /// <summary>What the samples of a document with that profile mean.</summary>
    private protected static ColorEncoding EncodingOf(string profile) => ColorEncoding.OfProfile(System.IO.File.ReadAllBytes(Path.Combine(Profiles, profile)))!;

    /// <summary>The settings of a filter.</summary>
    private protected static FilterSettings Settings(string filter, params (string Id, string Value)[] values) =>
        values.Aggregate(new FilterSettings(Core.Filter(filter).Parameters), (settings, value) => settings.With(value.Id, value.Value));

    /// <summary>Pixels that are the core's, to the bit.</summary>
    private protected static void Same(Raster actual, Raster expected, string what)
    {
        Assert.That((actual.Size, actual.Format), Is.EqualTo((expected.Size, expected.Format)), what);
        Assert.That(actual.Pixels.AsSpan().SequenceEqual(expected.Pixels), $"the pixels of {what} are the core's; the first that is not is sample {actual.Pixels.AsSpan().CommonPrefixLength(expected.Pixels) / actual.Format.BytesPerSample}");
    }
}

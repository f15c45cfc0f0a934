using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Metadata;

/// <summary>What an independent reader finds in the results.</summary>
[TestFixtureSource(nameof(Inputs))]
public sealed class ExifToolTests(string input)
{
    private static readonly string[] Formats = ["jpg", "png", "webp", "tif"];
    private static readonly string[] Inputs = [.. Formats, "jpg MM"];

    // What describes the picture, not the file or its pixels: the same before and after.
    private static readonly string[] Kept =
    [
        "IFD0:ImageDescription", "IFD0:Make", "IFD0:Model", "IFD0:Software", "IFD0:ModifyDate", "IFD0:Artist", "IFD0:Copyright", "ExifIFD:ExposureTime", "ExifIFD:FNumber",
        "ExifIFD:ISO", "ExifIFD:ExifVersion", "ExifIFD:DateTimeOriginal", "ExifIFD:UserComment", "ExifIFD:LensInfo", "ExifIFD:LensModel", "ExifIFD:ColorSpace", "Canon:OwnerName",
        "InteropIFD:InteropIndex", "GPS:GPSLatitude", "GPS:GPSLatitudeRef", "GPS:GPSLongitude", "GPS:GPSLongitudeRef", "GPS:GPSAltitude", "GPS:GPSAltitudeRef", "XMP-dc:Title",
        "XMP-xmp:Rating",
    ];

    private static readonly string[] KeptIptc = ["IPTC:Keywords", "IPTC:By-line", "Photoshop:CopyrightFlag"];
    private readonly Folder _folder = new();
    private readonly Dictionary<string, JObject> _results = [];
    private string _path = null!;
    private JObject _original = null!;
    private string[] _warnings = null!;

    [OneTimeSetUp]
    public void EnlargeIntoEveryFormat()
    {
        ExifTool.Demand();
        Raster picture = Raster.Sample(40, 30, "rgb8");
        string camera = _folder.Write("camera.jpg", CameraJpeg.Dress(File.ReadAllBytes(picture.Save(_folder["plain.jpg"])), isBigEndian: input.EndsWith("MM", StringComparison.Ordinal)));
        _path = camera;
        if (!input.StartsWith("jpg", StringComparison.Ordinal)) ExifTool.Copy(camera, _path = picture.Save(_folder["camera." + input]));
        if (input == "png") ExifTool.Run("-overwrite_original", "-n", "-PNG:PixelsPerUnitX=11811", "-PNG:PixelsPerUnitY=11811", "-PNG:PixelUnits=1", "-PNG:Title=A title", "-PNG:Author=Jürg", _path);
        foreach (string format in Formats)
        {
            CommandRun run = CommandRun.Of("upscale", _path, "--scale", "2", "-o", _folder["out." + format]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }

        _original = ExifTool.Read(_path)[0];
        _warnings = ExifTool.Warnings(_path);
        foreach ((string format, JObject tags) in Formats.Zip(ExifTool.Read([.. Formats.Select(format => _folder["out." + format])]))) _results[format] = tags;
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_describes_the_picture_is_the_same([ValueSource(nameof(Formats))] string format)
    {
        JObject result = _results[format];
        Assert.Multiple(() =>
        {
            foreach (string tag in format == "webp" || input == "webp" ? Kept : [.. Kept, .. KeptIptc])
            {
                Assert.That(_original[tag], Is.Not.Null, $"The input has no {tag}.");
                Assert.That(JToken.DeepEquals(result[tag], _original[tag]), $"{tag}: {_original[tag]} became {result[tag]}");
            }
        });
    }

    [Test]
    public void Sizes_orientation_and_resolution_are_the_result_s([ValueSource(nameof(Formats))] string format)
    {
        JObject result = _results[format];
        Assert.Multiple(() =>
        {
            Assert.That(_original["IFD0:Orientation"]!.Value<int>(), Is.EqualTo(6));
            Assert.That(result["IFD0:Orientation"]!.Value<int>(), Is.EqualTo(1));
            Assert.That(result["XMP-tiff:Orientation"]!.Value<int>(), Is.EqualTo(1));
            Assert.That(result["Composite:ImageSize"]!.Value<string>(), Is.EqualTo("60 80"));
            Assert.That(result["ExifIFD:ExifImageWidth"]!.Value<int>(), Is.EqualTo(60));
            Assert.That(result["ExifIFD:ExifImageHeight"]!.Value<int>(), Is.EqualTo(80));
            Assert.That(result["XMP-exif:ExifImageWidth"]!.Value<int>(), Is.EqualTo(60));
            Assert.That(result["XMP-exif:ExifImageHeight"]!.Value<int>(), Is.EqualTo(80));
            foreach (string tag in new[] { "IFD0:XResolution", "IFD0:YResolution", "XMP-tiff:XResolution" }) Assert.That(result[tag]!.Value<double>(), Is.EqualTo(300), tag);
            Assert.That(result["IFD0:ResolutionUnit"]!.Value<int>(), Is.EqualTo(2));
            if (format == "jpg") Assert.That(result["JFIF:XResolution"]!.Value<double>(), Is.EqualTo(300));
            if (format == "jpg") Assert.That(result["JFIF:ResolutionUnit"]!.Value<int>(), Is.EqualTo(1));
            if (format == "png") Assert.That(result["PNG-pHYs:PixelsPerUnitX"]!.Value<int>(), Is.EqualTo(11811));
        });
    }

    [Test]
    public void No_thumbnail_is_left([ValueSource(nameof(Formats))] string format)
    {
        Assert.That(_results[format].Properties().Select(tag => tag.Name), Has.None.Contains("Thumbnail").And.None.StartsWith("IFD1:"));
        Assert.That(File.ReadAllBytes(_folder["out." + format]).AsSpan().IndexOf("what the crop cut away"u8), Is.Negative);
    }

    [Test]
    public void Exiftool_finds_nothing_wrong_that_it_did_not_before([ValueSource(nameof(Formats))] string format)
    {
        // Its rules differ by format: what it says of a file that it dressed itself is no fault of ours.
        string twin = Raster.Sample(60, 80, "rgb8").Save(_folder[$"twin-{format}.{format}"]);
        ExifTool.Copy(_folder["camera.jpg"], twin);
        string[] known = [.. _warnings, .. ExifTool.Warnings(twin)];
        IEnumerable<string> found = ExifTool.Warnings(_folder["out." + format]).Except(known);
        // In TIFF a maker's note cannot stay at its offset, and exiftool says that it found it; and TIFF has no such tag to hand on.
        if (format == "tif" || input == "tif") found = found.Where(warning => !warning.Contains("Adjusted MakerNotes base"));
        if (input == "tif") found = found.Where(warning => !warning.Contains("YCbCrPositioning"));
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Texts_of_png_stay_in_png()
    {
        Assert.That(_results["png"]["PNG:Title"]?.Value<string>(), Is.EqualTo(input == "png" ? "A title" : null));
        Assert.That(JToken.DeepEquals(_results["png"]["PNG:Author"], _original["PNG:Author"]));
    }
}

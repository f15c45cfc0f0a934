using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;
using static Enlarger.Tests.Support.HostProcess;

namespace Enlarger.Tests.Commands;

/// <summary>Documents between real processes, over the plain Lanczos enlargement, and a restoration of no strength that gives back what it gets.</summary>
public sealed class LayersCommandTests
{
    private static readonly string[] Twice = ["layers", "upscale", "--model", "lanczos", "--scale", "2"], Nothing = ["layers", "restore-blur", "--strength", "0"];

    [Test]
    public void A_document_grows_with_all_its_layers()
    {
        Raster sky = Raster.Sample(33, 21, "rgba8"), leaf = Raster.Sample(7, 40, "rgbaf32", seed: 2), mask = Edge(33, 21);
        using var host = new HostProcess(Twice);
        host.Send(Document(60, 40, Layer(sky, x: -5), Layer(mask, "coverage", active: false), Layer(leaf, active: false, y: 3)));
        JObject plan = host.ReadLine()!;
        Assert.That(plan.ToString(Newtonsoft.Json.Formatting.None), Does.StartWith("{\"output\":\"in-place\",\"factor\":2,\"width\":120,\"height\":80,\"layers\":[{\"index\":0,\"area\":[0,0,33,21],\"width\":66,\"height\":42,\"sourceRowBytes\":132,\"rowBytes\":264},"));
        host.Send([.. sky.Pixels, .. mask.Pixels, .. leaf.Pixels]);

        Assert.That(host.Read(sky.Pixels.Length * 4), Is.EqualTo(Piped(sky)));
        byte[] coverage = host.Read(mask.Pixels.Length * 4);
        Assert.That(host.Read(leaf.Pixels.Length * 4), Is.EqualTo(Piped(leaf)));
        Assert.That(host.ReadRest(), Is.Empty);
        (int exitCode, string error) = host.End();
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.All.Match(@"^progress [01]\.\d\d$"));

        // No ripple beside the edge, and the edge where it was.
        byte[][] rows = [.. coverage.Chunk(66)];
        Assert.That(rows, Is.All.EqualTo(rows[0]));
        Assert.That(rows[0], Is.Ordered.And.Contains(0).And.Contains(255));
        Assert.That(rows[0].Count(value => value >= 128), Is.EqualTo(34));
    }

    [Test]
    public void What_keeps_its_size_is_given_back_where_it_is_selected()
    {
        Raster low = Raster.Sample(30, 20, "gray16"), high = Raster.Sample(12, 50, "rgb8", seed: 2), other = Raster.Sample(9, 9, "rgb8", seed: 3);
        using var host = new HostProcess(Nothing);
        JObject document = Document(40, 40, Layer(low), Layer(other, active: false), Layer(high, x: 5, y: -8));
        document["selection"] = new JArray(10, 4, 25, 8);
        host.Send(document);
        JToken[] pieces = [.. host.ReadLine()!["layers"]!];
        Assert.That(pieces.Select(piece => (int)piece["index"]!), Is.EqualTo(new[] { 0, 2 }));
        Assert.That(pieces.Select(piece => string.Join(',', piece["area"]!)), Is.EqualTo(new[] { "10,4,20,8", "5,12,7,8" }));
        host.Send([.. low.Pixels, .. high.Pixels]);
        Assert.That(host.Read(20 * 8 * 2), Is.EqualTo(Cut(low, 10, 4, 20, 8)));
        Assert.That(host.Read(7 * 8 * 3), Is.EqualTo(Cut(high, 5, 12, 7, 8)));
        Assert.That(host.ReadRest(), Is.Empty);
        Assert.That(host.End().ExitCode, Is.Zero);
    }

    [Test]
    public void A_profile_follows_the_line()
    {
        var green = new Raster(new(1, 1), Imaging.PixelFormat.Parse("rgb8"), [0, 255, 0]);
        using var host = new HostProcess(Twice);
        JObject document = Document(1, 1, Layer(green));
        document["encoding"] = "profile";
        document["profileBytes"] = IccProfile.AdobeRgb.Length;
        host.Send(document);
        host.Send(IccProfile.AdobeRgb);
        host.ReadLine();
        host.Send(green.Pixels);
        // As sRGB it would be the same by chance only: the colour is one that sRGB has not.
        Assert.That(host.Read(12).Chunk(3), Is.All.EqualTo(green.Pixels));
        Assert.That(host.End().ExitCode, Is.Zero);
    }

    [TestCase("host", null, "'host' is missing")]
    [TestCase("sizes", "1", "'sizes' is an unknown field")]
    [TestCase("output", "\"above\"", "must be one of auto, in-place, new-image")]
    [TestCase("width", "0", "0x40 is no size")]
    [TestCase("selection", "[1,2,3]", "four numbers, and not 3")]
    [TestCase("selection", "[2000000000,2,3,4]", "too far away")]
    [TestCase("layers", "[{\"name\":\"a\",\"x\":0,\"y\":0,\"width\":4,\"height\":4,\"format\":\"rgb8\",\"kind\":\"coverage\",\"active\":true,\"locked\":false}]", "grey without alpha, and not rgb8")]
    [TestCase("encoding", "\"profile\"", "'profileBytes' is there for the encoding 'profile'")]
    [TestCase("profileBytes", "7", "'profileBytes' is there for the encoding 'profile'")]
    [TestCase("longest", "79", "80x80 pixels, and Easel's images have 79 at most")]
    [TestCase("layers", "[{\"name\":\"a\"}]", "is missing from 'layers[0]'")]
    public void A_description_that_makes_no_sense_is_refused_before_any_pixel(string field, string? value, string sentence)
    {
        JObject document = Document(40, 40, Layer(Raster.Sample(4, 4, "rgb8")));
        if (value is null) document.Remove(field);
        else document[field] = JToken.Parse(value);
        using var host = new HostProcess(Twice);
        host.Send(document);
        Assert.That(host.ReadRest(), Is.Empty);
        (int exitCode, string error) = host.End();
        Assert.That(exitCode, Is.EqualTo(field == "longest" ? 3 : 2), error);
        Assert.That(error, Does.Contain(sentence).And.StartWith("enlarger: "));
    }

    [TestCase("")]
    [TestCase("{\"host\"")]
    public void Where_the_line_does_not_end_the_input_is_to_blame(string text)
    {
        using var host = new HostProcess(Twice);
        host.Send(System.Text.Encoding.ASCII.GetBytes(text));
        host.CloseInput();
        Assert.That(host.End().ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void A_layer_that_is_cut_short_is_named_by_its_bytes()
    {
        Raster first = Raster.Sample(40, 30, "rgb8"), second = Raster.Sample(50, 20, "rgb8");
        using var host = new HostProcess(Twice);
        host.Send(Document(60, 40, Layer(first), Layer(second)));
        host.ReadLine();
        host.Send([.. first.Pixels, .. second.Pixels[..1000]]);
        host.CloseInput();
        host.ReadRest();
        (int exitCode, string error) = host.End();
        Assert.That(exitCode, Is.EqualTo(3));
        Assert.That(error, Does.Contain("after 1000 of the 3000 bytes"));
    }

    [Test]
    public void A_host_that_closes_its_end_before_it_has_everything_wants_no_more()
    {
        using var host = new HostProcess(Twice);
        Raster large = new(new(3000, 3000), Imaging.PixelFormat.Parse("rgb8"), new byte[27_000_000]);
        host.Send(Document(3000, 3000, Layer(large)));
        host.ReadLine();
        host.Send(large.Pixels);
        host.CloseInput();
        Assert.That(host.End().ExitCode, Is.EqualTo(130));
    }

    [Test]
    public void A_host_that_is_gone_between_two_layers_is_noticed_while_the_first_one_is_worked_on()
    {
        // The layer's result is more than waits in between, so that the work cannot end by itself as long as nothing is read.
        using var host = new HostProcess(Twice);
        Raster large = new(new(3000, 3000), Imaging.PixelFormat.Parse("rgb8"), new byte[27_000_000]);
        host.Send(Document(3000, 3000, Layer(large), Layer(Raster.Sample(4, 4, "rgb8"))));
        host.ReadLine();
        host.Send(large.Pixels);
        host.CloseInput();
        Assert.That(host.End().ExitCode, Is.EqualTo(130));
    }

    [Test]
    public void A_host_that_closes_its_end_when_it_has_everything_has_everything()
    {
        Raster picture = Raster.Sample(300, 200, "rgb8");
        using var host = new HostProcess(Twice);
        host.Send(Document(300, 200, Layer(picture)));
        host.ReadLine();
        host.Send(picture.Pixels);
        host.Read(picture.Pixels.Length * 4);
        host.CloseInput();
        (int exitCode, string error) = host.End();
        Assert.That(exitCode, Is.Zero, error);
    }

    [Test]
    public void A_host_that_reads_no_more_is_exit_code_6()
    {
        using var host = new HostProcess(Twice);
        Raster large = new(new(3000, 3000), Imaging.PixelFormat.Parse("rgb8"), new byte[27_000_000]);
        host.Send(Document(3000, 3000, Layer(large)));
        host.ReadLine();
        host.CloseOutput();
        try
        {
            host.Send(large.Pixels);
        }
        catch (IOException)
        {
            // It may notice before it has got everything.
        }

        Assert.That(host.End().ExitCode, Is.EqualTo(6));
    }

    [Test]
    public void Values_to_remember_are_those_that_dialogs_begin_with()
    {
        using var folder = new Folder();
        string? before = Environment.GetEnvironmentVariable("ENLARGER_SETTINGS");
        Environment.SetEnvironmentVariable("ENLARGER_SETTINGS", folder.Path);
        try
        {
            Assert.That(Last(), Is.EqualTo(("in-place", "4", "100")));
            Remember("new-image", "--scale=2", "--strength=30", "--remember");
            Assert.That(Last(), Is.EqualTo(("new-image", "2", "30")));
            Remember("in-place", "--scale=4", "--strength=40");
            Assert.That(Last(), Is.EqualTo(("new-image", "2", "30")));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ENLARGER_SETTINGS", before);
        }
    }

    private static void Remember(string output, params string[] words)
    {
        Raster picture = Raster.Sample(4, 4, "rgb8");
        JObject document = Document(4, 4, Layer(picture));
        document["output"] = output;
        using var host = new HostProcess(["layers", "upscale", "--model=lanczos", .. words]);
        host.Send(document);
        host.ReadLine();
        host.Send(picture.Pixels);
        host.ReadRest();
        Assert.That(host.End().ExitCode, Is.Zero);
    }

    private static (string? Output, string? Scale, string? Strength) Last()
    {
        using var host = new HostProcess("filters", "--json");
        JToken upscale = JObject.Parse(System.Text.Encoding.UTF8.GetString(host.ReadRest()))["filters"]!.First(filter => (string?)filter["id"] == "upscale");
        return ((string?)upscale["output"]!["last"], Value("scale"), Value("strength"));

        string? Value(string id) => (string?)upscale["parameters"]!.First(parameter => (string?)parameter["id"] == id)["last"];
    }

    // Dark on the left, light on the right.
    private static Raster Edge(int width, int height) =>
        new(new(width, height), Imaging.PixelFormat.Parse("gray8"), [.. Enumerable.Range(0, width * height).Select(i => (byte)(i % width < 16 ? 0 : 255))]);

    private static byte[] Piped(Raster picture)
    {
        using var pipe = new HostProcess("pipe", "upscale", "--model", "lanczos", "--scale", "2", "--width", $"{picture.Size.Width}", "--height", $"{picture.Size.Height}", "--format", $"{picture.Format}");
        pipe.Send(picture.Pixels);
        pipe.CloseInput();
        byte[] all = pipe.ReadRest();
        return all[(Array.IndexOf(all, (byte)'\n') + 1)..];
    }

    private static byte[] Cut(Raster picture, int x, int y, int width, int height)
    {
        int pixel = picture.Format.BytesPerPixel, row = picture.Size.Width * pixel;
        return [.. Enumerable.Range(y, height).SelectMany(line => picture.Pixels.AsSpan((line * row) + (x * pixel), width * pixel).ToArray())];
    }
}

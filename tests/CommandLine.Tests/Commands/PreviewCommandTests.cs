using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;
using static Enlarger.Tests.Support.HostProcess;

namespace Enlarger.Tests.Commands;

/// <summary>A dialog's preview between real processes.</summary>
public sealed class PreviewCommandTests
{
    private const int Width = 60, Height = 40;

    [Test]
    public void Both_views_come_and_follow_a_drag()
    {
        // The column is the brightness, so that each pixel of a view says where it is from.
        var ramp = new Raster(new(200, 100), Imaging.PixelFormat.Parse("gray8"), [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i % 200))]);
        using HostProcess host = Open("upscale", ramp);
        host.Send(Request("auto", 0, 0, ("scale", "4"), ("model", "lanczos")));
        (JObject news, byte[] before, byte[] after) = Settled(host);
        Assert.That((string?)news["sizes"], Is.EqualTo("200x100 pixels become 800x400"));
        Assert.That(Middle(before), Is.EqualTo(100).Within(1));
        Assert.That(Middle(after), Is.EqualTo(100).Within(1));

        host.Send(Request("auto", 40, 0, ("scale", "4"), ("model", "lanczos")));
        (_, before, after) = Settled(host);
        Assert.That(Middle(before), Is.EqualTo(90).Within(1), "what is dragged to the right shows what was on the left");
        Assert.That(Middle(after), Is.EqualTo(90).Within(1));
        host.CloseInput();
        Assert.That(host.End().ExitCode, Is.Zero);
    }

    [Test]
    public void What_the_command_would_refuse_is_a_problem_and_the_preview_is_there_all_the_same()
    {
        using HostProcess host = Open("enhance-crop", Raster.Sample(80, 60, "rgba8"), new JArray(10, 10, 20, 10));
        host.Send(Request("in-place", 0, 0, ("strength", "0"), ("scale", "2")));
        (JObject news, byte[] before, _) = Settled(host);
        Assert.That((string?)news["problem"], Does.Contain("enlarges with these settings"));
        Assert.That((string?)news["sizes"], Is.Null);
        // The crop lies in the middle, of its own size enlarged; around it is grey.
        Assert.That(before[..3], Is.EqualTo(new byte[] { 128, 128, 128 }));
        Assert.That(before.Chunk(3).Count(pixel => !pixel.SequenceEqual(new byte[] { 128, 128, 128 })), Is.EqualTo(40 * 20).Within(8));
    }

    [Test]
    public void A_selection_beside_the_layer_shows_why_nothing_is_seen()
    {
        using HostProcess host = Open("restore-blur", Raster.Sample(80, 60, "rgb8"), new JArray(100, 10, 20, 10));
        host.Send(Request("auto", 0, 0));
        JObject news = host.ReadLine()!;
        Assert.That((string?)news["error"], Does.Contain("does not touch the layer"));
        Assert.That(news["views"], Is.Empty);
    }

    [TestCase("{\"settings\":[],\"output\":\"auto\",\"view\":[0,1],\"drag\":[0,0]}", "a view has a width")]
    [TestCase("{\"settings\":[{\"name\":\"scale\",\"value\":\"9\"}],\"output\":\"auto\",\"view\":[9,9],\"drag\":[0,0]}", "'9' is no value for scale")]
    [TestCase("{\"view\":[9,9]}", "is missing")]
    [TestCase("nonsense", "cannot be used")]
    public void A_request_that_makes_no_sense_ends_it(string line, string sentence)
    {
        using HostProcess host = Open("upscale", Raster.Sample(8, 8, "rgb8"));
        host.Send(System.Text.Encoding.ASCII.GetBytes(line + "\n"));
        host.ReadRest();
        (int exitCode, string error) = host.End();
        Assert.That(exitCode, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain(sentence));
    }

    private static HostProcess Open(string filter, Raster picture, JArray? selection = null)
    {
        var host = new HostProcess("preview", filter);
        JObject document = Document(picture.Size.Width, picture.Size.Height, Layer(picture, active: false), Layer(picture));
        document["selection"] = selection;
        host.Send(document);
        Assert.That((int)host.ReadLine()!["index"]!, Is.EqualTo(1));
        host.Send(picture.Pixels);
        return host;
    }

    private static JObject Request(string output, int right, int down, params (string Name, string Value)[] settings) => new()
    {
        ["settings"] = new JArray(settings.Select(setting => new JObject { ["name"] = setting.Name, ["value"] = setting.Value })),
        ["output"] = output,
        ["view"] = new JArray(Width, Height),
        ["drag"] = new JArray(right, down),
    };

    // The last news, when all work is done, and the views as they are then.
    private static (JObject News, byte[] Before, byte[] After) Settled(HostProcess host)
    {
        byte[] before = [], after = [];
        while (true)
        {
            JObject news = host.ReadLine() ?? throw new AssertionException($"It has ended: {host.End().Error}");
            foreach (string? view in news["views"]!.Select(name => (string?)name))
            {
                byte[] pixels = host.Read(Width * Height * 3);
                (before, after) = view == "before" ? (pixels, after) : (before, pixels);
            }

            if (news["progress"]!.Type == JTokenType.Null) return (news, before, after);
        }
    }

    private static int Middle(byte[] view) => view[((Height / 2 * Width) + (Width / 2)) * 3];
}

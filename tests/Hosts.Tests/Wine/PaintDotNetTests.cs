using Enlarger.Models;
using Enlarger.Tests.PaintDotNet;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Wine;

/// <summary>
/// The published plug-in with its windows, in a program for Windows that plays Paint.NET. Wine's Direct3D in software computes networks wrongly, which
/// the plug-in has to notice; and where Windows keeps libraries of its own lie files that are none, which it must not load.
/// </summary>
internal sealed class PaintDotNetTests : FolderTests
{
    private const int Width = 72, Height = 48;

    [OneTimeSetUp]
    public void PlugIn() => WineMachine.DemandScreen();

    [OneTimeTearDown]
    public void Unplug() => WineMachine.UnplugScreen();

    [Test]
    public void Upscaled_it_is_on_the_clipboard_as_the_pipe_has_it_and_the_GPU_was_not_trusted()
    {
        JObject outcome = Run("Upscale 4x", Document(), "press:OK", "see:is on the clipboard", "shot:" + Shot("paint-net-result"), "press:Close");
        Assert.That(outcome["errors"], Is.Empty, $"{outcome}");
        Assert.That((bool?)outcome["isCommitted"], Is.False);
        Assert.That(outcome["clipboard"]!.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("{\"width\":288,\"height\":192,\"hasProfile\":false}"));
        Assert.That(Difference(Made("clipboard.bgra"), Pipe(Pixels, "upscale", "--scale", "4")), Is.LessThanOrEqualTo(1));
        Assert.That(Made("layer-0.bgra"), Is.EqualTo(Pixels));
        Assert.That(Sentences(outcome), Has.Some.Contains("directml:0").And.Contain("CPU"));
    }

    [Test]
    public void Restored_where_it_is_selected_it_takes_the_places_of_the_old_pixels()
    {
        JObject outcome = Run("Restore blur", Document(("selection", new JArray(10, 6, 40, 30))), "choose:Out of focus", "press:OK");
        Assert.That(outcome["errors"], Is.Empty, $"{outcome}");
        Assert.That((bool?)outcome["isCommitted"], Is.True);
        byte[] wanted = [.. Pixels], part = Pipe(Pixels, "restore-blur", "--kind", "out-of-focus", "--region", "10,6,40,30");
        for (int y = 0; y < 30; y++) part.AsSpan(y * 40 * 4, 40 * 4).CopyTo(wanted.AsSpan((((6 + y) * Width) + 10) * 4));
        Assert.That(Difference(Made("layer-0.bgra"), wanted), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void An_enhanced_crop_at_1x_is_blended_by_the_mask()
    {
        byte[] mask = [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(i % Width < 36 ? 0 : 255))];
        Folder.Write("mask.gray", mask);
        JObject outcome = Run("Enhance crop", Document(("mask", "mask.gray")), "choose:1x", "press:OK");
        Assert.That(outcome["errors"], Is.Empty, $"{outcome}");
        byte[] after = Made("layer-0.bgra"), made = Pipe(Pixels, "enhance-crop", "--crop", $"0,0,{Width},{Height}", "--scale", "1");
        byte[] wanted = [.. Pixels.Select((value, i) => mask[i / 4] == 0 ? value : made[i])];
        Assert.That(Difference(after, wanted), Is.LessThanOrEqualTo(1));
        Assert.That(after, Is.Not.EqualTo(Pixels));
    }

    [Test]
    public void Cancel_ends_the_work_and_then_the_window()
    {
        JObject outcome = Run("Upscale 4x", Document(side: 400), "press:OK", "see: %", "press:Cancel", "wait:300", "press:Cancel");
        Assert.That((outcome["errors"]!.Count(), (bool?)outcome["isCommitted"], outcome["clipboard"]!.Type), Is.EqualTo((0, (bool?)false, JTokenType.Null)), $"{outcome}");
    }

    [Test]
    public void The_cross_ends_the_work_and_the_window()
    {
        JObject outcome = Run("Upscale 4x", Document(side: 400), "press:OK", "see: %", "close");
        Assert.That((outcome["errors"]!.Count(), (bool?)outcome["isCommitted"], outcome["clipboard"]!.Type), Is.EqualTo((0, (bool?)false, JTokenType.Null)), $"{outcome}");
    }

    [Test]
    public void What_cannot_be_done_is_said_in_Paint_NETs_own_window_and_the_dialog_asks_again()
    {
        // A store without generators, on a machine without npm.
        ProcessRun run = WineMachine.PaintDotNet(Folder["nothing"], Command(PublishedPlugIn.Folder, "Upscale 2x", Document(), "wait:500", "press:OK", "wait:1500", "press:Cancel"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        JObject outcome = Outcome();
        Assert.That(outcome["errors"]!.Select(error => (string?)error["message"]), Is.EqualTo(new[] { "npm was not found: install Node.js 20 or newer (it brings npm) and try again." }));
        Assert.That(Made("layer-0.bgra"), Is.EqualTo(Pixels));
    }

    [Test]
    public void It_works_out_of_any_folder()
    {
        string folder = Folder["Program Files 日本語/paint.net/Effects/Enlarger"];
        CopyFolder(PublishedPlugIn.Folder, folder);
        ProcessRun run = WineMachine.PaintDotNet(ModelStore.DefaultFolder, Command(folder, "Upscale 2x", Document(), "choose:None (Lanczos-3)", "press:OK", "see:is on the clipboard", "press:Close"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Difference(Made("clipboard.bgra"), Pipe(Pixels, "upscale", "--scale", "2", "--model", "lanczos")), Is.LessThanOrEqualTo(1));
    }

    private static byte[] Pixels => Sample(Width, Height).Pixels;

    private static Raster Sample(int width, int height) => Raster.Sample(width, height, "bgra8");

    private static string Shot(string name) => WineMachine.PathOf(Screenshots.File(name));

    // Alpha differs too: nothing of it may be lost.
    private static int Difference(byte[] one, byte[] other)
    {
        Assert.That(one, Has.Length.EqualTo(other.Length));
        return one.Zip(other, (a, b) => Math.Abs(a - b)).Max();
    }

    private static byte[] Pipe(byte[] pixels, string filter, params string[] options)
    {
        ProcessRun run = ProcessRun.Of(
            RealProgram.Path, ["pipe", filter, "--width", $"{Width}", "--height", $"{Height}", "--format", "bgra8", "--device", "cpu", .. options], TimeSpan.FromMinutes(2), pixels);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Bytes[(Array.IndexOf(run.Bytes, (byte)'\n') + 1)..];
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        Assert.That(Directory.GetDirectories(from), Is.Empty);
    }

    private static IEnumerable<string> Sentences(JObject outcome) => outcome["sentences"]!.Select(sentence => (string)sentence!);

    private string Document(params (string Name, JToken Value)[] fields)
    {
        Folder.Write("layer.bgra", Pixels);
        return Document(Width, Height, fields);
    }

    private string Document(int side)
    {
        Folder.Write("layer.bgra", Sample(side, side).Pixels);
        return Document(side, side, []);
    }

    private string Document(int width, int height, (string Name, JToken Value)[] fields)
    {
        var document = new JObject { ["width"] = width, ["height"] = height, ["layers"] = new JArray(new JObject { ["name"] = "Background", ["pixels"] = "layer.bgra" }) };
        foreach ((string name, JToken value) in fields) document[name] = value;
        File.WriteAllText(Folder["document.json"], document.ToString());
        return Folder["document.json"];
    }

    private string[] Command(string plugin, string command, string document, params string[] steps) =>
        ["run", WineMachine.PathOf(plugin), command, WineMachine.PathOf(document), WineMachine.PathOf(Folder["results"]), .. steps];

    private JObject Run(string command, string document, params string[] steps)
    {
        ProcessRun run = WineMachine.PaintDotNet(ModelStore.DefaultFolder, Command(PublishedPlugIn.Folder, command, document, steps));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return Outcome();
    }

    private JObject Outcome() => JObject.Parse(File.ReadAllText(Folder["results/outcome.json"]));

    private byte[] Made(string name) => File.ReadAllBytes(Folder["results/" + name]);
}

using System.Diagnostics;
using System.Text;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests;

/// <summary>Files that are not what they seem, on the whole way: the right code, one sentence, the picture untouched, nothing left.</summary>
public sealed class HostileFileTests : FolderTests
{
    [Test]
    public void A_picture_cut_short_is_exit_code_3([Values("png", "jpg", "webp", "tif")] string extension, [Values(1, 12, 50, 99)] int percent)
    {
        byte[] whole = Saved.Raw(Raster.Sample(100, 80, "rgb8"), extension);
        string sentence = Refuse("cut." + extension, whole[..Math.Max(1, whole.Length * percent / 100)]);
        Assert.That(sentence, Does.Contain("damaged").Or.Contain("is not a PNG, JPEG, WebP or TIFF picture"));
    }

    [TestCase("empty.png", "", "is empty")]
    [TestCase("text.jpg", "Dear diary, today I took a picture.", "is not a PNG, JPEG, WebP or TIFF picture")]
    [TestCase("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>", "is not a PNG, JPEG, WebP or TIFF picture")]
    [TestCase("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>", "is not a PNG, JPEG, WebP or TIFF picture")]
    [TestCase("map.tif", "P5 1 1 255 x", "is not a PNG, JPEG, WebP or TIFF picture")]
    [TestCase("map.ppm", "P5 1 1 255 x", "is not a PNG, JPEG, WebP or TIFF picture")]
    [TestCase("animated.gif", "GIF89a and more", "is not a PNG, JPEG, WebP or TIFF picture")]
    [TestCase("animated.webp", "GIF89a and more", "is not a PNG, JPEG, WebP or TIFF picture")]
    public void What_is_no_picture_of_the_four_formats_is_exit_code_3(string name, string content, string sentence) =>
        Assert.That(Refuse(name, Encoding.ASCII.GetBytes(content)), Does.Contain(sentence));

    [Test]
    public void What_has_several_pictures_is_exit_code_3([Values("png", "webp", "tif")] string extension)
    {
        byte[] animated = extension switch
        {
            "png" => PngBytes.Make(1, 1, 8, 0, [[9]], ("acTL", [0, 0, 0, 2, 0, 0, 0, 0])),
            "webp" => FileBytes.AnimatedWebP(Saved.Raw(Raster.Sample(16, 16, "rgb8"), "webp"), 16, 16, 3),
            _ => FileBytes.TiffPages(2),
        };
        Assert.That(Refuse("several." + extension, animated), Does.Contain("save the wanted one alone"));
    }

    [TestCase("jpg", "a.png")]
    [TestCase("png", "a.jpg")]
    [TestCase("tif", "a.webp")]
    [TestCase("webp", "a")]
    public void A_renamed_picture_is_enlarged_as_what_it_is(string extension, string name)
    {
        byte[] content = Saved.Raw(Raster.Sample(10, 8, "rgb8"), extension);
        string path = Folder.Write(name, content);
        CommandRun run = CommandRun.Of("upscale", path);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(content));
        Assert.That(Folder.Files, Is.EquivalentTo(new[] { name, "a-upscaled-4x." + extension }));
        Assert.That(Raster.Read(Folder["a-upscaled-4x." + extension]).Size.ToString(), Is.EqualTo("40x32"));
    }

    [Test]
    public void A_palette_is_enlarged_as_colour([Values] bool isTransparent)
    {
        (string, byte[])[] extra = isTransparent ? [("PLTE", [1, 2, 3, 40, 50, 60]), ("tRNS", [255, 9])] : [("PLTE", [1, 2, 3, 40, 50, 60])];
        CommandRun run = CommandRun.Of("upscale", Folder.Write("a.png", PngBytes.Make(2, 1, 8, 3, [[0, 1]], extra)));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Raster result = Raster.Read(Folder["a-upscaled-4x.png"]);
        Assert.That(result.Format.ToString(), Is.EqualTo(isTransparent ? "rgba8" : "rgb8"));
        Assert.That(result.At(0, 0)[..3].ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        if (isTransparent) Assert.That(result.At(7, 3)[3], Is.EqualTo(9));
    }

    [Test]
    public void A_picture_of_100000_columns_is_enlarged()
    {
        Wide("wide.png");
        CommandRun run = CommandRun.In(Folder, "upscale", Folder["wide.png"], "--model", "lanczos");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using var reader = Enlarger.CommandLine.Vips.PictureReader.Open(Folder["wide-upscaled-4x.png"]);
        Assert.That(reader.Size, Is.EqualTo(new PixelSize(400_000, 8)));
        byte[] last = new byte[3];
        reader.Read(new PixelArea(399_999, 7, 1, 1), last);
        Assert.That(last, Is.EqualTo(new byte[] { 200, 100, 50 }));
    }

    [TestCase("jpg", "65500", "PNG or TIFF")]
    [TestCase("webp", "16383", "PNG or TIFF")]
    public void A_result_too_wide_for_its_format_is_exit_code_6_before_any_work(string format, string most, string others)
    {
        Wide("wide.png");
        CommandRun run = CommandRun.Of(new NearestNeighbor { BeforeRow = _ => Assert.Fail("The work has begun.") }, "upscale", Folder["wide.png"], "--format", format);
        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(run.Error, Does.StartWith("enlarger: ").And.Contain("400000x8").And.Contain(most).And.Contain(others).And.EndWith("\n"));
        Assert.That(run.Error.Count(letter => letter == '\n'), Is.EqualTo(1));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "wide.png" }));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void A_link_that_leads_to_itself_is_a_sentence()
    {
        File.CreateSymbolicLink(Folder["loop.png"], "loop.png");
        File.CreateSymbolicLink(Folder["one.png"], "two.png");
        File.CreateSymbolicLink(Folder["two.png"], "one.png");
        byte[] picture = Saved.Raw(Raster.Sample(4, 4, "rgb8"), "png");
        string path = Folder.Write("a.png", picture);
        foreach (string name in new[] { "loop.png", "one.png" })
        {
            CommandRun read = CommandRun.Of("upscale", Folder[name], "-o", Folder["b.png"]), written = CommandRun.Of("upscale", path, "--overwrite", "-o", Folder[name]);
            foreach ((int code, CommandRun run) in new[] { (3, read), (6, written) })
            {
                Assert.That(run.ExitCode, Is.EqualTo(code), run.Error);
                Assert.That(run.Error, Does.StartWith("enlarger: ").And.Contain(name).And.EndWith(".\n"));
                Assert.That(run.Error.Count(letter => letter == '\n'), Is.EqualTo(1));
            }
        }

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(picture));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "a.png", "loop.png", "one.png", "two.png" }));
    }

    [Test]
    [Platform("Linux")]
    public void A_temporary_folder_that_takes_no_file_is_exit_code_6()
    {
        string path = Folder.Write("side.png", OnItsSide());
        using Process process = RealProgram.Shell("TMPDIR=/nowhere/at/all exec \"$0\" \"$@\"", "upscale", path, "--model", "lanczos");
        (int code, string error) = RealProgram.End(process);
        Assert.That(code, Is.EqualTo(6), error);
        Assert.That(error, Does.StartWith("enlarger: ").And.Contains("'/nowhere/at/all/'").And.Contains("TMPDIR"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "side.png" }));
    }

    [Test]
    [Platform("Linux")]
    public void A_temporary_disk_too_small_for_a_picture_on_its_side_is_exit_code_6()
    {
        string path = Folder.Write("side.png", OnItsSide());
        using Process process = RealProgram.OnSmallTemporaryDisk(Folder["disk"], "upscale", path, "--model", "lanczos");
        (int exitCode, string error) = RealProgram.End(process);
        if (exitCode == RealProgram.NoSmallDisk) Assert.Ignore("No disk can be made here: " + error);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.StartWith($"enlarger: '{path}' lies on its side and takes 0.04 GB").And.Contain(Folder["disk"]).And.Contain("TMPDIR"));
        Assert.That(error.Count(letter => letter == '\n'), Is.EqualTo(1));
        Assert.That(process.StandardOutput.ReadToEnd(), Is.Empty, "Files are left.");
        Assert.That(Folder.Files, Is.EqualTo(new[] { "side.png" }));
    }

    [Test]
    [Platform("Linux")]
    public void A_temporary_file_that_may_not_grow_is_exit_code_6()
    {
        string path = Folder.Write("side.png", OnItsSide());
        using Process process = RealProgram.Shell("trap '' XFSZ; ulimit -f 20; export DOTNET_EnableWriteXorExecute=0; exec \"$0\" \"$@\"", "upscale", path, "--model", "lanczos", "--quiet");
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(6), error);
        Assert.That(error, Does.StartWith($"enlarger: There is not enough temporary disk space for '{path}' in ").And.Contain("TMPDIR"));
        Assert.That(Folder.Files, Is.EqualTo(new[] { "side.png" }));
    }

    // A header is believed only as far as pixels come: a few bytes may claim any number of them.
    [TestCase("png")]
    [TestCase("jpg")]
    [TestCase("tif")]
    [Platform("Linux")]
    public void A_claim_of_400_megapixels_takes_no_memory(string extension)
    {
        byte[] small = Saved.Raw(Raster.Sample(16, 16, "rgb8"), extension);
        Claim(small, extension, 20_000);
        string path = Folder.Write("claim." + extension, small);
        // What the first run compiles and loads is no matter of the file.
        _ = CommandRun.In(Folder, "upscale", path, "--model", "lanczos", "-o", Folder["b.png"]);
        PeakMemory.Reset();
        long before = PeakMemory.Bytes;
        CommandRun run = CommandRun.In(Folder, "upscale", path, "--model", "lanczos", "-o", Folder["b.png"]);
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Error);
        Assert.That(run.Error, Does.Contain("damaged"));
        Assert.That((PeakMemory.Bytes - before) >> 20, Is.LessThan(200), "MiB");
        Assert.That(Folder.Files, Is.EqualTo(new[] { "claim." + extension }));
    }

    private static void Claim(byte[] file, string extension, int side)
    {
        byte[] big = [(byte)(side >> 8), (byte)side];
        if (extension == "png")
        {
            big.CopyTo(file, 18);
            big.CopyTo(file, 22);
            PngBytes.Check(file);
        }
        else if (extension == "jpg")
        {
            int frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
            big.CopyTo(file, frame + 5);
            big.CopyTo(file, frame + 7);
        }
        else
        {
            int directory = BitConverter.ToInt32(file, 4);
            foreach (int entry in Enumerable.Range(0, BitConverter.ToInt16(file, directory)).Select(index => directory + 2 + (index * 12)))
            {
                if (BitConverter.ToUInt16(file, entry) is 0x100 or 0x101 or 0x116) BitConverter.TryWriteBytes(file.AsSpan(entry + 8), side);
            }
        }
    }

    private static byte[] OnItsSide()
    {
        byte[] row = new byte[4000 * 3];
        return PngBytes.Make(4000, 3000, 8, 2, [.. Enumerable.Repeat(row, 3000)], ("eXIf", FileBytes.Exif(6)));
    }

    private void Wide(string name)
    {
        byte[] row = [.. Enumerable.Repeat(new byte[] { 200, 100, 50 }, 100_000).SelectMany(pixel => pixel)];
        Folder.Write(name, PngBytes.Make(100_000, 2, 8, 2, [row, row]));
    }

    // The sentence with which the real filter refuses the file.
    private string Refuse(string name, byte[] content)
    {
        string path = Folder.Write(name, content);
        CommandRun run = CommandRun.In(Folder, "upscale", path, "--model", "lanczos", "--format", "png");
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Error);
        Assert.That(run.Error, Does.EndWith(".\n").And.Contain($"'{path}'"));
        // What was begun says so before.
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Count(line => line.StartsWith("enlarger: ", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(content));
        Assert.That(Folder.Files, Is.EqualTo(new[] { name }));
        return lines[^1];
    }
}

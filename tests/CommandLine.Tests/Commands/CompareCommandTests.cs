using System.Runtime.InteropServices;
using Enlarger.Imaging;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Commands;

public sealed class CompareCommandTests : FolderTests
{
    [Test]
    public void A_known_difference_is_measured_across_formats_and_depths()
    {
        Raster picture = Raster.Sample(80, 60, "rgb8");
        byte[] darker = [.. picture.Pixels.Select(value => (byte)Math.Max(0, value - 5))];
        string first = picture.Save(Folder["a.png"]), second = (picture with { Pixels = darker }).Save(Folder["b.tif"]);
        JObject result = JObject.Parse(CommandRun.Of("compare", first, second, "--json").Output);
        Assert.That((double)result["psnr"]!, Is.EqualTo(20 * Math.Log10(255.0 / 5)).Within(1e-6));
        Assert.That((double)result["ssim"]!, Is.InRange(0.98, 0.9999));
        Assert.That(CommandRun.Of("compare", first, second).Output, Is.EqualTo("PSNR  34.15 dB\nSSIM  " + ((double)result["ssim"]!).ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture) + "\n"));
    }

    [Test]
    public void Equal_pictures_are_called_equal()
    {
        string path = Raster.Sample(30, 20, "gray16").Save(Folder["a.png"]);
        Assert.That(CommandRun.Of("compare", path, path).Output, Is.EqualTo("PSNR  equal\nSSIM  1.0000\n"));
        JObject result = JObject.Parse(CommandRun.Of("compare", path, path, "--json").Output);
        Assert.That(result["psnr"]!.Type, Is.EqualTo(JTokenType.Null));
        Assert.That((bool)result["equal"]!, Is.True);
    }

    [TestCase(float.NaN, 0f, true)]
    [TestCase(float.NaN, 1f, false)]
    [TestCase(float.PositiveInfinity, 65504f, true)]
    [TestCase(float.PositiveInfinity, float.NegativeInfinity, false)]
    public void What_is_no_number_counts_as_the_filters_count_it(float a, float b, bool equal)
    {
        CommandRun run = CommandRun.Of("compare", Filled("a.tif", a), Filled("b.tif", b), "--json");
        JObject result = JObject.Parse(run.Output);
        Assert.That((bool)result["equal"]!, Is.EqualTo(equal), run.Output);
        Assert.That(result["psnr"]!.Type, Is.EqualTo(equal ? JTokenType.Null : JTokenType.Float));
        Assert.That(result["ssim"]!.Type, Is.EqualTo(JTokenType.Float));
    }

    [Test]
    public void Pictures_of_different_sizes_are_refused()
    {
        CommandRun run = CommandRun.Of("compare", Raster.Sample(3, 2, "rgb8").Save(Folder["a.png"]), Raster.Sample(2, 3, "rgb8").Save(Folder["b.png"]));
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("3x2 and 2x3"));
    }

    private string Filled(string name, float value)
    {
        float[] samples = [.. Enumerable.Repeat(value, 12 * 12)];
        return new Raster(new PixelSize(12, 12), PixelFormat.Parse("grayf32"), MemoryMarshal.AsBytes<float>(samples).ToArray()).Save(Folder[name]);
    }
}

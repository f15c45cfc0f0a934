using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference;

/// <summary>
/// The real weights the way a GPU runs them: checked first, in tiles of one size, loaded for that size. What computes is ONNX Runtime on the
/// processor.
/// </summary>
internal sealed class EmulatedDeviceTests
{
    private const string Model = "realesr-general-x4";
    private readonly ScratchFolder _folder = new();
    private readonly List<string> _notices = [];
    private Engine _engine = null!;

    [OneTimeSetUp]
    public void Make() => _engine = new Engine(
        RealGenerators.Store, new DeviceInventory(new Finder(), new ProcessorFinder()), new Opener(), TimeProvider.System, _folder.File(CheckBook.FileName), _notices.Add);

    [OneTimeTearDown]
    public void Remove()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Tiles_of_one_size_agree_with_the_untiled_result_to_65_dB()
    {
        Picture flower = RealGenerators.Flower();
        Picture result = Run(flower, ("tile", "64"));
        Assert.That(result.Psnr(Untiled(flower)), Is.InRange(65, 150), "and it is really tiled");
    }

    [Test]
    public void Exact_tiles_of_one_size_equal_the_untiled_result()
    {
        Picture flower = RealGenerators.Flower();
        Picture result = Run(flower, ("tile", "48"), ("exact", "on"));
        Assert.That(result.Psnr(Untiled(flower)), Is.GreaterThan(100));
    }

    [Test]
    public void A_picture_smaller_than_a_tile_is_filled_up_and_only_its_border_tells()
    {
        Picture flower = RealGenerators.Flower().Cut(new PixelArea(10, 10, 75, 61));
        Picture result = Run(flower, ("tile", "64")), untiled = Untiled(flower);
        Assert.That(result.Size, Is.EqualTo(new PixelSize(300, 244)));
        Assert.That(result.Psnr(untiled, new PixelArea(0, 0, 4 * 50, 4 * 36)), Is.GreaterThan(60));
        Assert.That(result.Psnr(untiled), Is.GreaterThan(35));
        Assert.That(Run(flower, ("tile", "64"), ("exact", "on")).Psnr(untiled), Is.GreaterThan(100));
    }

    [Test]
    public void A_region_is_that_part_of_the_whole()
    {
        Picture flower = RealGenerators.Flower();
        Picture whole = Run(flower, ("tile", "48")), part = Run(flower, ("tile", "48"), ("region", "50,40,40,50"));
        Assert.That(part.Psnr(whole.Cut(new PixelArea(200, 160, 160, 200))), Is.GreaterThan(100));
    }

    [Test]
    public void Half_precision_is_checked_too_and_agrees_as_it_must()
    {
        _notices.Clear();
        Run(RealGenerators.Flower(), ("tile", "80"));
        CheckList list = Json.StrictJson.Read<CheckList>(File.ReadAllText(_folder.File(CheckBook.FileName)), "checks", ErrorKind.Device);
        CheckResult half = list.Checks.First(check => check.Key.Precision == Precision.Half), single = list.Checks.First(check => check.Key.Precision == Precision.Single);
        Assert.That((half.Verdict, single.Verdict), Is.EqualTo((CheckVerdict.Passed, CheckVerdict.Passed)));
        Assert.That(half.Decibels, Is.GreaterThan(DeviceCheck.Half));
        Assert.That(single.Decibels, Is.GreaterThan(100));
        Assert.That(half.Key.Sha256, Is.Not.EqualTo(single.Key.Sha256));
    }

    [Test]
    public void One_check_holds_for_every_strength_of_invention()
    {
        const string Ours = "enlarger-photo-x4";
        Picture flower = RealGenerators.Flower();
        Picture[] results = [.. new[] { "30", "70", "100" }.Select(invention => Run(flower, ("model", Ours), ("invention", invention), ("tile", "64")))];
        CheckList list = Json.StrictJson.Read<CheckList>(File.ReadAllText(_folder.File(CheckBook.FileName)), "checks", ErrorKind.Device);
        Assert.That(list.Checks.Where(check => check.Key.Sha256 == RealGenerators.Store.Find(Ours).Sha256).Select(check => check.Verdict), Is.EqualTo(new[] { CheckVerdict.Passed }));
        Assert.That(new[] { results[0].Psnr(results[1]), results[1].Psnr(results[2]) }, Has.All.LessThan(60), "and each draws another picture");
    }

    private static Picture Untiled(Picture picture) => FilterRun.Of("upscale", picture, PixelFormat.Parse("rgbf32"), ("model", Model), ("tile", "1024"), ("device", "cpu"));

    // By name: whether the device is faster than itself is a matter of chance.
    private Picture Run(Picture picture, params (string Id, string Value)[] values)
    {
        IFilter filter = _engine.Filter("upscale");
        FilterSettings settings = FilterRun.Settings(filter, [("model", Model), ("device", "cuda"), .. values]);
        var sink = new Picture(filter.ResultSize(picture.Size, settings), PixelFormat.Parse("rgbf32"));
        filter.Run(picture.Again(), sink, settings, null, CancellationToken.None);
        Assert.That(sink.IsWhole);
        return sink;
    }

    private sealed class Finder : IDeviceFinder
    {
        public DeviceKind Kind => DeviceKind.Cuda;

        public DeviceListing Find() => new([new DeviceInfo(new Device(DeviceKind.Cuda), "Emulated GPU", "1.0", 8L << 30, 8L << 30)], null);
    }

    private sealed class Opener : ISessionOpener
    {
        private readonly OnnxSessionOpener _opener = new();

        public string Version => _opener.Version;

        public IInferenceSession Open(string name, NetworkFile file, Device device, PixelSize? input) => _opener.Open(name, file, Device.Cpu, input);
    }
}

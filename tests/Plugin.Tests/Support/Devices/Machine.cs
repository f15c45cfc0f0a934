using System.Security.Cryptography;
using Enlarger.Filters;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Models;

namespace Enlarger.Tests.Support.Devices;

/// <summary>A machine with a GPU that misbehaves as a script says, a generator, and a memory of checks that outlives the engine.</summary>
internal sealed class Machine : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ModelStore _store;
    private Engine? _engine;

    /// <param name="hasHalf">Whether the generator has a network of half precision.</param>
    public Machine(bool hasHalf = false)
    {
        GeneratorDescription generator = Descriptions.Of(MisbehavingOpener.Scale) with
        {
            Id = "box",
            Purpose = GeneratorPurpose.PhotoFast,
            Halo = new HaloDescription { Default = MisbehavingOpener.Halo, Exact = MisbehavingOpener.Halo, Feather = 0 },
            Sha256 = Put("box.onnx"),
            HalfSha256 = hasHalf ? Put("box.fp16.onnx") : null,
        };
        _store = new ModelStore(_folder.Path, new GeneratorCatalog { Generators = [generator] });
        Opener = new MisbehavingOpener(Time);
    }

    public StoppedTime Time { get; } = new();

    public MisbehavingOpener Opener { get; }

    /// <summary>The GPUs; null where there is no driver.</summary>
    public IReadOnlyList<DeviceInfo>? Gpus { get; set; } = [new(new Device(DeviceKind.Cuda), "Test GPU", "1.0", 8L << 30, 8L << 30)];

    /// <summary>The GPU that the host draws with.</summary>
    public Device? Preferred { get; set; }

    public Engine Engine =>
        _engine ??= new Engine(_store, new DeviceInventory(new Finder(this), new ProcessorFinder()), Opener, Time, Checks, Notices.Add, Preferred);

    /// <summary>What the user was told.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>The file that remembers checks.</summary>
    public string Checks => _folder.File(Path.Combine("devices", CheckBook.FileName));

    /// <summary>As after the program was started again: nothing is loaded, and what was told and run does not count.</summary>
    public void Restart()
    {
        _engine?.Dispose();
        _engine = null;
        Notices.Clear();
        Opener.Shots.Clear();
        Opener.Opened.Clear();
        Opener.Restart();
    }

    /// <summary>The picture enlarged by the filter.</summary>
    public Picture Upscale(Picture picture, string device, int tile, CancellationToken cancellation = default, params (string Id, string Value)[] more)
    {
        IFilter filter = Engine.Filter("upscale");
        FilterSettings settings = FilterRun.Settings(
            filter, [("scale", "2"), ("device", device), ("tile", tile == 0 ? "auto" : $"{tile}"), ("color-lock", "off"), .. more]);
        var sink = new Picture(filter.ResultSize(picture.Size, settings), picture.Format);
        filter.Run(picture.Again(), sink, settings, null, cancellation);
        Assert.That(sink.IsWhole);
        return sink;
    }

    public void Dispose()
    {
        Opener.End();
        _engine?.Dispose();
        _folder.Dispose();
    }

    private string Put(string name)
    {
        byte[] content = [.. name.Select(letter => (byte)letter)];
        File.WriteAllBytes(_folder.File(name), content);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private sealed class Finder(Machine machine) : IDeviceFinder
    {
        public DeviceKind Kind => DeviceKind.Cuda;

        public DeviceListing Find() => machine.Gpus is { } gpus ? new DeviceListing(gpus, null) : new DeviceListing([], "there is no driver");
    }
}

using System.Security.Cryptography;
using Enlarger.Filters;
using Enlarger.Inference;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Models;
using Enlarger.Models.Builder.Onnx;
using Google.Protobuf;

namespace Enlarger.Tests.Support;

/// <summary>
/// An engine on the processor with two tiny generators at 1x: one made for restoring, which does nothing but give every pixel an affine change of colour, and
/// one for motion, which makes every tile grey in the mean, so that each gets another tint.
/// </summary>
internal sealed class TinyStudio : IDisposable
{
    public const string Corrector = "corrector", Tinter = "tinter";

    private readonly ScratchFolder _folder = new();

    /// <param name="gains">What the corrector multiplies red, green and blue by; null for no corrector.</param>
    /// <param name="offset">What it adds to blue.</param>
    public TinyStudio(float[]? gains, float offset = 0f)
    {
        List<GeneratorDescription> generators = [Put(Tinter, GeneratorPurpose.Deblur, GrayMean())];
        if (gains is not null) generators.Add(Put(Corrector, GeneratorPurpose.Restore, Affine(gains, offset)));
        var store = new ModelStore(_folder.Path, new GeneratorCatalog { Generators = generators });
        Engine = new Engine(store, new DeviceInventory(new ProcessorFinder()), new OnnxSessionOpener(), TimeProvider.System, _folder.File(CheckBook.FileName), null);
        Filter = Engine.Filter("restore-blur");
    }

    public Engine Engine { get; }

    public IFilter Filter { get; }

    /// <summary>The picture restored.</summary>
    public Picture Restore(Picture picture, params (string Id, string Value)[] values)
    {
        FilterSettings settings = FilterRun.Settings(Filter, values);
        var sink = new Picture(Filter.ResultSize(picture.Size, settings), picture.Format) { Encoding = picture.Encoding };
        Filter.Run(picture.Again(), sink, settings, null, CancellationToken.None);
        Assert.That(sink.IsWhole);
        return sink;
    }

    public void Dispose()
    {
        Engine.Dispose();
        _folder.Dispose();
    }

    private static byte[] Affine(float[] gains, float offset)
    {
        var graph = new OnnxGraph("affine");
        string matrix = graph.AddWeights("matrix", [3, 3, 1, 1], [gains[0], 0, 0, 0, gains[1], 0, 0, 0, gains[2]]);
        graph.AddNode("Conv", "change", [OnnxGraph.Input, matrix, graph.AddWeights("offset", [3], [0, 0, offset])], OnnxGraph.Output);
        return graph.ToModel([1, 3, 0, 0], [1, 3, 0, 0]).ToByteArray();
    }

    private static byte[] GrayMean()
    {
        var graph = new OnnxGraph("grey mean");
        graph.AddNode("GlobalAveragePool", "mean", [OnnxGraph.Input], "means");
        graph.AddNode("Sub", "centre", [OnnxGraph.Input, "means"], "centred");
        graph.AddNode("Add", "lift", ["centred", graph.AddWeights("grey", [1], [0.5f])], OnnxGraph.Output);
        return graph.ToModel([1, 3, 0, 0], [1, 3, 0, 0]).ToByteArray();
    }

    private GeneratorDescription Put(string id, GeneratorPurpose purpose, byte[] network)
    {
        File.WriteAllBytes(_folder.File($"{id}.onnx"), network);
        return Descriptions.Of(1) with
        {
            Id = id,
            Purpose = purpose,
            Halo = new HaloDescription { Default = 8, Exact = null, Feather = 4 },
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(network)),
        };
    }
}

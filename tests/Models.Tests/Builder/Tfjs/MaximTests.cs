using System.Globalization;
using System.Security.Cryptography;
using Enlarger.Models;
using Enlarger.Models.Builder;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Builder.Tfjs;

public sealed class MaximTests
{
    private static readonly string[] Generators = ["maxim-deblur", "maxim-denoise"];

    [TestCaseSource(nameof(Generators))]
    public void The_same_weights_always_become_the_file_of_the_catalogue(string id)
    {
        GeneratorDescription generator = RestoredModels.Store.Find(id);
        byte[] model = ModelBuilder.Convert(id, generator.Source!, generator.InputSize, RestoredModels.Weights(id));
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(model)), Is.EqualTo(generator.Sha256));
        Assert.That(File.ReadAllBytes(RestoredModels.Restore(id)).AsSpan().SequenceEqual(model), Is.True, "the restored file is the converted one");
    }

    // The values are TensorFlow.js's own; Golden/maxim.mjs made them and says how.
    [TestCaseSource(nameof(Generators))]
    public void A_converted_network_computes_what_TensorFlow_computes(string id)
    {
        const int Size = 64;
        const int Step = 29;
        string picture = RestoredModels.Builder.RestoreSample(RestoredModels.Store, "flower", CancellationToken.None);
        byte[] model = ModelBuilder.Convert(id, RestoredModels.Store.Find(id).Source!, Size, RestoredModels.Weights(id));

        float[] result = RestoredModels.Run(model, SmallPng.Crop(picture, 32, 32, Size), [1, Size, Size, 3]);

        string golden = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", $"{id}.txt");
        double[] expected = [.. File.ReadLines(golden).Skip(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        Assert.That(result, Has.Length.EqualTo(Size * Size * 3));
        Assert.That(expected, Has.Length.EqualTo((result.Length + Step - 1) / Step));
        Assert.That(expected.Select((value, index) => Math.Abs(value - result[index * Step])).Max(), Is.LessThan(1e-3));
        Assert.That(expected.Max() - expected.Min(), Is.GreaterThan(0.3), "the picture is not flat, so that agreement means something");
    }
}

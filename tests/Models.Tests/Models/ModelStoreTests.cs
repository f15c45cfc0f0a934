using System.Security.Cryptography;
using Enlarger.Json;
using Enlarger.Models;
using Enlarger.Models.Builder.Adding;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Models;

public sealed class ModelStoreTests
{
    private static readonly byte[] Content = [1, 2, 3, 4, 5];
    private static readonly byte[] HalfContent = [1, 2];

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_missing_generator_is_restored_by_itself_only_if_it_is_automatic()
    {
        GeneratorDescription automatic = Describe("automatic", isAutomatic: true);
        GeneratorDescription onRequest = Describe("on-request", isAutomatic: false);
        Restorer restorer = new(Content);
        ModelStore store = Store(restorer, automatic, onRequest);

        Assert.That(File.ReadAllBytes(store.Require(automatic, CancellationToken.None)), Is.EqualTo(Content));
        Fails.With(ErrorKind.Model, () => store.Require(onRequest, CancellationToken.None), "is not installed", "run 'enlarger models restore on-request'");
        Assert.That(restorer.Restored, Is.EqualTo(new[] { "automatic" }));
        Assert.That(store.Check(onRequest), Is.EqualTo(ModelState.Missing));

        Assert.That(store.Restore(onRequest, CancellationToken.None), Is.EqualTo(_folder.File("on-request.onnx")));
        store.Restore(onRequest, CancellationToken.None);
        Assert.That(restorer.Restored, Is.EqualTo(new[] { "automatic", "on-request" }), "what is there is not restored again");
        Assert.That(store.Require(onRequest, CancellationToken.None), Is.EqualTo(_folder.File("on-request.onnx")));
    }

    [Test]
    public void A_generator_with_one_flipped_bit_is_never_used()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: true);
        Restorer restorer = new(Content);
        ModelStore store = Store(restorer, generator);
        string path = store.Require(generator, CancellationToken.None);
        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Present));

        byte[] flipped = [.. Content];
        flipped[2] ^= 1;
        File.WriteAllBytes(path, flipped);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(5));

        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Damaged));
        Fails.With(ErrorKind.Model, () => store.Require(generator, CancellationToken.None), "damaged", "run 'enlarger models restore some'");
        Assert.That(restorer.Restored, Has.Count.EqualTo(1), "a damaged file is not replaced in silence");

        store.Restore(generator, CancellationToken.None);
        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Present));
    }

    [Test]
    public void A_restored_file_that_is_another_one_is_not_used()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: true);
        Fails.With(ErrorKind.Model, () => Store(new Restorer([9, 9]), generator).Require(generator, CancellationToken.None), "is not the described one");
    }

    [Test]
    public void Without_a_restorer_a_missing_generator_says_what_to_do()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: true);
        Fails.With(ErrorKind.Model, () => Store(null, generator).Require(generator, CancellationToken.None), "run 'enlarger models restore some'");
        Fails.With(ErrorKind.Model, () => Store(null, generator).Restore(generator, CancellationToken.None), "run 'enlarger models restore some'");
    }

    [Test]
    public void A_file_of_half_precision_lies_beside_the_other_and_is_restored_only_when_asked_for()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: true);
        Restorer restorer = new(Content);
        ModelStore store = Store(restorer, generator);

        store.Require(generator, CancellationToken.None);
        Assert.That(store.Check(generator, Precision.Half), Is.EqualTo(ModelState.Missing));
        Assert.That(store.Require(generator, CancellationToken.None, Precision.Half), Is.EqualTo(_folder.File("some.fp16.onnx")));
        Assert.That(File.ReadAllBytes(_folder.File("some.fp16.onnx")), Is.EqualTo(HalfContent));
        Assert.That(store.PathOf(generator, Precision.Half), Is.EqualTo(_folder.File("some.fp16.onnx")));
        Assert.That(store.Check(generator, Precision.Half), Is.EqualTo(ModelState.Present));
        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Present));
        Assert.That(restorer.Restored, Is.EqualTo(new[] { "some", "some in half" }));
    }

    [Test]
    public void What_the_user_downloaded_in_single_precision_is_restored_in_half_by_itself()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: false);
        ModelStore store = Store(new Restorer(Content), generator);
        Fails.With(
            ErrorKind.Model,
            () => store.Require(generator, CancellationToken.None, Precision.Half),
            "(some in half precision) is not installed",
            "run 'enlarger models restore some --half'");
        store.Restore(generator, CancellationToken.None);
        Assert.That(File.ReadAllBytes(store.Require(generator, CancellationToken.None, Precision.Half)), Is.EqualTo(HalfContent));
    }

    [Test]
    public void What_an_installer_brought_is_used_and_left_alone()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: true);
        Restorer restorer = new(Content);
        string own = _folder.File("own");
        string installed = _folder.File("installed");
        Directory.CreateDirectory(own);
        Directory.CreateDirectory(installed);
        string brought = Path.Combine(installed, "some.onnx");
        File.WriteAllBytes(brought, Content);
        ModelStore store = new(own, new GeneratorCatalog { Generators = [generator] }, restorer, [_folder.File("absent"), installed]);

        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Present));
        Assert.That(store.Require(generator, CancellationToken.None), Is.EqualTo(brought));
        Assert.That(store.Restore(generator, CancellationToken.None), Is.EqualTo(brought));
        Assert.That(restorer.Restored, Is.Empty);

        File.WriteAllBytes(brought, [0, .. Content]);
        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Damaged));
        Assert.That(store.PathOf(generator), Is.EqualTo(brought));
        Fails.With(ErrorKind.Model, () => store.Require(generator, CancellationToken.None), "damaged", "run 'enlarger models restore some'");

        string mended = Path.Combine(own, "some.onnx");
        Assert.That(store.Restore(generator, CancellationToken.None), Is.EqualTo(mended));
        Assert.That(store.Require(generator, CancellationToken.None), Is.EqualTo(mended), "the user's folder needs no administrator to be mended");
        Assert.That(new FileInfo(brought).Length, Is.EqualTo(Content.Length + 1));
    }

    [Test]
    public void Generators_of_installers_lie_beside_the_program() =>
        Assert.That(InstalledModels.Folders, Has.Member(Path.Combine(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), "models")));

    [Test]
    public void A_damaged_file_of_half_precision_is_never_used_and_can_be_restored()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: true);
        ModelStore store = Store(new Restorer(Content), generator);
        File.WriteAllBytes(_folder.File("some.fp16.onnx"), Content);

        Assert.That(store.Check(generator, Precision.Half), Is.EqualTo(ModelState.Damaged), "the other file's content is not the described one");
        Fails.With(ErrorKind.Model, () => store.Require(generator, CancellationToken.None, Precision.Half), "damaged", "run 'enlarger models restore some --half'");
        store.Restore(generator, CancellationToken.None, Precision.Half);
        Assert.That(store.Check(generator, Precision.Half), Is.EqualTo(ModelState.Present));
        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Missing));
    }

    [Test]
    public void Half_precision_of_a_generator_that_has_none_is_an_error_of_the_caller()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: true) with { HalfSha256 = null };
        ModelStore store = Store(new Restorer(Content), generator);
        Assert.That(() => store.PathOf(generator, Precision.Half), Throws.ArgumentException);
        Assert.That(() => store.Check(generator, Precision.Half), Throws.ArgumentException);
        Assert.That(() => store.Require(generator, CancellationToken.None, Precision.Half), Throws.ArgumentException);
        Assert.That(() => store.Restore(generator, CancellationToken.None, Precision.Half), Throws.ArgumentException);
    }

    [Test]
    public void A_description_from_before_half_precision_is_still_used()
    {
        Add(Describe("mine", isAutomatic: false) with { Source = null, HalfSha256 = null });
        Assert.That(File.ReadAllText(_folder.File("added/mine.json")), Does.Not.Contain("halfSha256"));
        Assert.That(Store(null).Find("mine").HalfSha256, Is.Null);
    }

    [Test]
    public void Added_generators_follow_those_of_the_catalogue()
    {
        ModelStore store = Store(null, Describe("some", isAutomatic: true));
        GeneratorDescription added = Add(Describe("mine", isAutomatic: false) with { Source = null, HalfSha256 = null });

        Assert.That(store.Generators.Select(generator => generator.Id), Is.EqualTo(new[] { "some", "mine" }));
        Assert.That(store.Find("mine"), Is.EqualTo(added));
        Assert.That(store.IsAdded(added), Is.True);
        Assert.That(store.Unusable, Is.Empty);
        Fails.With(ErrorKind.Model, () => store.Require(added, CancellationToken.None), "add it again", "--id mine --replace");
        File.WriteAllBytes(store.PathOf(added), Content);
        Assert.That(store.Require(added, CancellationToken.None), Is.EqualTo(_folder.File("added/mine.onnx").Replace('/', Path.DirectorySeparatorChar)));
    }

    [TestCase("{", "mine")]
    [TestCase("", "mine")]
    [TestCase("\"scale\": 4", "'scale' must be from 1 to 8")]
    [TestCase("\"id\": \"mine\"", "'id' must be the name of the file")]
    [TestCase("\"network\"", "unknown field")]
    public void A_damaged_description_is_left_out_and_reported_by_name(string spoil, string words)
    {
        ModelStore store = Store(null, Describe("some", isAutomatic: true));
        Add(Describe("other", isAutomatic: false) with { Source = null, HalfSha256 = null });
        Add(Describe("mine", isAutomatic: false) with { Source = null, HalfSha256 = null });
        string path = _folder.File("added/mine.json");
        string good = File.ReadAllText(path);
        File.WriteAllText(path, spoil switch
        {
            "{" => good[..^10],
            "" => "",
            "\"scale\": 4" => good.Replace(spoil, "\"scale\": 0", StringComparison.Ordinal),
            "\"network\"" => good.Replace(spoil, "\"nettwork\"", StringComparison.Ordinal),
            _ => good.Replace(spoil, "\"id\": \"other\"", StringComparison.Ordinal),
        });

        Assert.That(store.Generators.Select(generator => generator.Id), Is.EqualTo(new[] { "some", "other" }));
        Assert.That(store.Unusable.Single().Id, Is.EqualTo("mine"));
        Assert.That(store.Unusable.Single().Problem, Does.Contain(words).And.Contains("enlarger models remove mine"));
        Fails.With(ErrorKind.Model, () => store.Find("mine"), words, "enlarger models remove mine");
    }

    [Test]
    public void A_description_made_by_hand_does_nothing_to_a_terminal()
    {
        ModelStore store = Store(null);
        string good = StrictJson.Write(Describe("mine", isAutomatic: false) with { Source = null, HalfSha256 = null });
        Directory.CreateDirectory(_folder.File("added"));
        File.WriteAllText(_folder.File("added/mine.json"), good.Replace("\"name\": \"", "\"name\": \"\\u001b[2J", StringComparison.Ordinal));
        File.WriteAllText(_folder.File("added/other.json"), good.Replace("\"name\"", "\"\\u001b[2J\"", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) File.WriteAllText(_folder.File("added/\u001b[2J.json"), good);

        Assert.That(store.Generators, Is.Empty);
        Assert.That(store.Unusable, Has.Count.GreaterThanOrEqualTo(2));
        foreach (UnusableGenerator unusable in store.Unusable) Assert.That((unusable.Id + unusable.Problem).Any(char.IsControl), Is.False, unusable.Problem);
        Assert.That(store.Unusable.Single(unusable => unusable.Id == "mine").Problem, Does.Contain("'name'").And.Contains("control characters"));
    }

    [Test]
    public void An_added_generator_cannot_take_the_place_of_one_of_the_catalogue()
    {
        GeneratorDescription original = Describe("some", isAutomatic: true);
        ModelStore store = Store(null, original);
        Add(original with { Name = "Impostor", Source = null, HalfSha256 = null });
        Assert.That(store.Find("some"), Is.EqualTo(original));
        Assert.That(store.Unusable.Single().Id, Is.EqualTo("some"));
    }

    [TestCase("store/added", TestName = "A_folder_of_added_generators_that_is_a_file_is_reported_and_the_others_are_used")]
    [TestCase("store", TestName = "A_store_that_is_a_file_is_reported_and_nothing_is_installed")]
    public void A_folder_that_is_a_file_is_reported(string file)
    {
        if (file != "store") Directory.CreateDirectory(_folder.File("store"));
        File.WriteAllText(_folder.File(file), "");
        ReportsFolder(new ModelStore(_folder.File("store"), Catalog()), "is a file");
    }

    [Test]
    public void A_store_whose_name_is_too_long_is_reported() => ReportsFolder(new ModelStore(_folder.File(new string('x', 300)), Catalog()), "too long");

    [Test]
    [Platform(Exclude = "Win", Reason = "A link needs rights there that tests have not.")]
    public void A_folder_that_cannot_be_entered_is_reported()
    {
        // A link that leads to itself cannot be read by anybody, not even by the administrator that tests run as in a container.
        File.CreateSymbolicLink(_folder.File("added"), _folder.File("added"));
        ReportsFolder(new ModelStore(_folder.Path, Catalog()), "cannot be read (");
    }

    [Test]
    public void A_folder_in_the_place_of_a_generator_is_no_generator()
    {
        GeneratorDescription generator = Describe("some", isAutomatic: false);
        Directory.CreateDirectory(_folder.File("some.onnx"));
        ModelStore store = Store(null, generator);
        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Missing));
        Fails.With(ErrorKind.Model, () => store.Require(generator, CancellationToken.None), "is not installed");
    }

    [Test]
    public void An_unknown_id_names_the_known_ones() =>
        Fails.With(ErrorKind.Model, () => Store(null, Describe("some", isAutomatic: true)).Find("../some"), "no generator '../some'", "some");

    [Test]
    public void The_default_folder_can_be_chosen()
    {
        string? before = Environment.GetEnvironmentVariable(ModelStore.FolderVariable);
        try
        {
            Environment.SetEnvironmentVariable(ModelStore.FolderVariable, _folder.Path);
            Assert.That(ModelStore.DefaultFolder, Is.EqualTo(_folder.Path));
            Environment.SetEnvironmentVariable(ModelStore.FolderVariable, null);
            Assert.That(ModelStore.DefaultFolder, Does.EndWith(Path.Combine(OperatingSystem.IsWindows() ? "Enlarger" : "enlarger", "models")));
            Assert.That(Path.IsPathFullyQualified(ModelStore.DefaultFolder), Is.True);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ModelStore.FolderVariable, before);
        }
    }

    [Test]
    public void A_published_generator_with_one_flipped_bit_is_damaged()
    {
        GeneratorDescription generator = RestoredModels.Store.Find("realesr-general-x4");
        byte[] content = File.ReadAllBytes(RestoredModels.Restore(generator.Id));
        content[content.Length / 2] ^= 0x10;
        File.WriteAllBytes(_folder.File("realesr-general-x4.onnx"), content);

        ModelStore store = new(_folder.Path, GeneratorCatalog.Load());
        Assert.That(store.Check(generator), Is.EqualTo(ModelState.Damaged));
        Fails.With(ErrorKind.Model, () => store.Require(generator, CancellationToken.None), "damaged", "enlarger models restore realesr-general-x4");
    }

    [Test]
    public void What_is_built_in_lies_in_no_folder_and_is_always_there()
    {
        ModelStore store = new(_folder.File("absent"), GeneratorCatalog.Load());
        GeneratorDescription generator = store.Find("enlarger-photo-x4");

        NetworkFile file = store.Open(generator, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(store.Check(generator), Is.EqualTo(ModelState.Present));
            Assert.That((file.Path, file.Content!.Length), Is.EqualTo(((string?)null, store.LengthOf(generator))));
            Assert.That(Convert.ToHexStringLower(SHA256.HashData(file.Content)), Is.EqualTo(generator.Sha256));
            Assert.Throws<ArgumentException>(() => store.PathOf(generator));
            Assert.That(_folder.Files, Is.Empty);
        });
        Fails.With(ErrorKind.Usage, () => store.Restore(generator, CancellationToken.None), "enlarger-photo-x4", "nothing to restore");
    }

    [Test]
    public void Between_twins_the_weights_are_blended()
    {
        ModelStore store = new(_folder.File("absent"), GeneratorCatalog.Load());
        GeneratorDescription generator = store.Find("enlarger-photo-x4"), faithful = store.Find("enlarger-photo-x4-faithful");

        byte[] blended = store.Open(generator with { Blend = new TwinBlend(faithful, 40) }, CancellationToken.None).Content!;

        Assert.That(blended, Is.EqualTo(WeightBlend.Of(BuiltInModels.Read(faithful), BuiltInModels.Read(generator), 0.4f, "")));
    }

    [TestCase("\"builtIn\": true,", "builtIn")]
    [TestCase("\"faithfulTwin\": \"mine\",", "faithfulTwin")]
    public void Nobody_adds_what_is_built_in_or_has_a_twin(string field, string name)
    {
        GeneratorDescription added = Add(Describe("mine", isAutomatic: false) with { Source = null, HalfSha256 = null });
        string path = _folder.File("added/mine.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"sha256\"", field + "\"sha256\"", StringComparison.Ordinal));
        Assert.That(Store(null).Unusable.Single().Problem, Does.Contain(name));
        Assert.That(added.BuiltIn, Is.False);
    }

    private static GeneratorCatalog Catalog() => new() { Generators = [Describe("some", isAutomatic: true)] };

    /// <summary>Checks that a store whose folder cannot be read says so wherever it matters, and still knows the catalogue.</summary>
    private static void ReportsFolder(ModelStore store, string words)
    {
        string[] sentence = [$"{store.AddedFolder} cannot be read", words, ModelStore.FolderVariable];
        Assert.That(store.Generators.Select(generator => generator.Id), Is.EqualTo(new[] { "some" }));
        Assert.That(store.Check(store.Find("some")), Is.EqualTo(ModelState.Missing));
        Assert.That(store.Unusable, Has.Count.EqualTo(1));
        foreach (string word in sentence) Assert.That(store.Unusable[0].Problem, Does.Contain(word));
        Fails.With(ErrorKind.Model, () => store.Find("mine"), sentence);
        Fails.With(ErrorKind.Model, () => new ModelAdder(store).Remove("mine"), sentence);
    }

    private static GeneratorDescription Describe(string id, bool isAutomatic)
    {
        GeneratorDescription template = GeneratorCatalog.Load().Generators[0];
        return template with
        {
            Id = id,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Content)),
            HalfSha256 = Convert.ToHexStringLower(SHA256.HashData(HalfContent)),
            Source = template.Source! with { Automatic = isAutomatic },
        };
    }

    private ModelStore Store(IModelRestorer? restorer, params GeneratorDescription[] generators) =>
        new(_folder.Path, new GeneratorCatalog { Generators = generators }, restorer);

    private GeneratorDescription Add(GeneratorDescription generator)
    {
        Directory.CreateDirectory(_folder.File("added"));
        File.WriteAllText(_folder.File($"added/{generator.Id}.json"), StrictJson.Write(generator));
        return generator;
    }

    private sealed class Restorer(byte[] content) : IModelRestorer
    {
        public List<string> Restored { get; } = [];

        public void Restore(GeneratorDescription generator, string path, Precision precision, CancellationToken cancellation)
        {
            Restored.Add(precision == Precision.Half ? $"{generator.Id} in half" : generator.Id);
            File.WriteAllBytes(path, precision == Precision.Half ? HalfContent : content);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(10 * Restored.Count));
        }
    }
}

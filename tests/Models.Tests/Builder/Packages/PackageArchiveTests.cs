using System.Formats.Tar;
using System.IO.Compression;
using Enlarger.Models;
using Enlarger.Models.Builder.Packages;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Builder.Packages;

public sealed class PackageArchiveTests
{
    private static readonly byte[] First = [1, 2, 3];
    private static readonly byte[] Second = new byte[10_000];

    private TestFolder _folder = null!;
    private string _archive = null!;
    private PinnedPackage _package = null!;

    [SetUp]
    public void MakeArchive()
    {
        _folder = new TestFolder();
        _archive = _folder.File("a.tgz");
        _package = TestPackage.Write(_archive, ("README.md", [7]), ("models/a.param", First), ("models/a.bin", Second));
    }

    [TearDown]
    public void DeleteArchive() => _folder.Dispose();

    [Test]
    public void Only_the_named_files_are_taken_out()
    {
        IReadOnlyDictionary<string, byte[]> files = Read(_package with { Files = [.. _package.Files.Skip(1)] });
        Assert.That(files.Keys, Is.EquivalentTo(new[] { "models/a.param", "models/a.bin" }));
        Assert.That(files["models/a.param"], Is.EqualTo(First));
        Assert.That(files["models/a.bin"], Is.EqualTo(Second));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.tgz" }), "nothing is unpacked to the disk");
    }

    [Test]
    public void An_archive_with_another_hash_is_not_used()
    {
        byte[] content = File.ReadAllBytes(_archive);
        content[^5] ^= 1;
        File.WriteAllBytes(_archive, content);
        Fails.With(ErrorKind.Model, () => Read(_package), "some-weights@1.2.3", "does not match the hash", "npm cache clean --force");
    }

    [Test]
    public void A_file_with_another_hash_or_size_is_not_used()
    {
        PinnedFile file = _package.Files[1];
        Fails.With(ErrorKind.Model, () => Read(_package with { Files = [file with { Sha256 = new string('0', 64) }] }), "models/a.param", "not used");
        Fails.With(ErrorKind.Model, () => Read(_package with { Files = [file with { Bytes = 4 }] }), "models/a.param", "3 bytes, not 4");
        Fails.With(ErrorKind.Model, () => Read(_package with { Files = [file with { Path = "models/b.param" }] }), "lacks the file models/b.param");
    }

    [Test]
    public void A_link_is_not_taken_for_a_file()
    {
        using (FileStream stream = File.Create(_archive))
        using (GZipStream zipped = new(stream, CompressionLevel.Fastest))
        using (TarWriter writer = new(zipped, TarEntryFormat.Ustar))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "package/models/a.param") { LinkName = "/etc/passwd" });
        }

        Fails.With(ErrorKind.Model, () => Read(_package with { Integrity = TestPackage.Integrity(_archive) }), "lacks the file");
    }

    [Test]
    public void What_is_no_archive_or_a_torn_one_is_refused()
    {
        byte[] good = File.ReadAllBytes(_archive);
        foreach (byte[] content in new[] { [], [1, 2, 3], good[..20], good[..(good.Length / 2)], new byte[5000] })
        {
            File.WriteAllBytes(_archive, content);
            Fails.With(ErrorKind.Model, () => Read(_package with { Integrity = TestPackage.Integrity(_archive) }), "some-weights@1.2.3");
        }
    }

    [Test]
    public void An_archive_that_cannot_be_read_is_a_sentence()
    {
        using (new FileStream(_archive, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) Fails.With(ErrorKind.Model, () => Read(_package), "some-weights@1.2.3", "cannot be read");
        File.Delete(_archive);
        Fails.With(ErrorKind.Model, () => Read(_package), "some-weights@1.2.3", "cannot be read", "try again");
        Directory.CreateDirectory(_archive);
        Fails.With(ErrorKind.Model, () => Read(_package), "some-weights@1.2.3", "cannot be read");
    }

    private IReadOnlyDictionary<string, byte[]> Read(PinnedPackage package) => PackageArchive.Read(_archive, package, CancellationToken.None);
}

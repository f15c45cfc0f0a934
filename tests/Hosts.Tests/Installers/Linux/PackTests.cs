using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Installers.Linux;

/// <summary>What is packed, and how.</summary>
internal sealed partial class PackTests : FolderTests
{
    [Test]
    public void The_same_stage_gives_the_same_bytes()
    {
        string first = LinuxPackages.Newer, second = LinuxPackages.PackNewerAgain();
        foreach (string name in new[] { LinuxPackages.DebianName("0.0.2"), LinuxPackages.ArchiveName("0.0.2") })
        {
            Assert.That(Hash(Path.Combine(second, name)), Is.EqualTo(Hash(Path.Combine(first, name))), name);
        }

        Assert.That(Directory.GetFileSystemEntries(second), Has.Length.EqualTo(2));
    }

    [Test]
    public void Lintian_finds_no_error()
    {
        if (!Programs.Has("lintian")) Assert.Ignore("lintian is not installed: the Debian package is not looked through.");
        ProcessRun run = ProcessRun.Of("lintian", ["--allow-root", "--fail-on", "error", LinuxPackages.Debian], TimeSpan.FromMinutes(5));
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output.Split('\n'), Has.None.StartsWith("E:").And.None.StartsWith("W:"));
    }

    [Test]
    public void Libraries_of_the_system_that_are_needed_are_depended_on()
    {
        if (!Programs.Has("objdump")) Assert.Ignore("objdump is not installed: what the programs need is not looked up.");
        LinuxPackages.Demand("dpkg-deb", "-x", LinuxPackages.Debian, Folder["root"]);
        string[] files = [.. Directory.GetFiles(Folder["root/usr/lib/enlarger"], "*", SearchOption.AllDirectories).Where(IsElf)];
        Assert.That(files, Has.Length.GreaterThan(10));
        HashSet<string> own = [.. files.Select(file => Path.GetFileName(file))];
        var needed = new HashSet<string>();
        Version libc = new(0, 0), libstdcpp = new(0, 0);
        foreach (string file in files)
        {
            string headers = LinuxPackages.Demand("objdump", "-p", file);
            needed.UnionWith(Needed().Matches(headers).Select(match => match.Groups[1].Value));
            libc = Largest(libc, headers, GlibcVersion());
            libstdcpp = Largest(libstdcpp, headers, GlibcxxVersion());
        }

        needed.ExceptWith(own);
        string[] known = ["libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1", "libpthread.so.0", "libresolv.so.2", "ld-linux-x86-64.so.2", "libgcc_s.so.1", "libstdc++.so.6"];
        Assert.That(needed, Is.SubsetOf(known));
        Assert.That(LinuxPackages.Demand("dpkg-deb", "-f", LinuxPackages.Debian, "Depends"), Is.EqualTo("libc6 (>= 2.28), libgcc-s1 (>= 4.3), libstdc++6 (>= 7), libssl3 | libssl3t64 | libssl1.1\n"));
        // 3.4.24 is that of GCC 7.
        Assert.That((libc, libstdcpp), Is.LessThanOrEqualTo((new Version(2, 28), new Version(3, 4, 24))));
    }

    [Test]
    public void A_stage_without_its_time_is_refused_and_leaves_nothing()
    {
        ProcessRun run = ProcessRun.Of(Path.Combine(Repository.Root, "installer", "linux", "pack.sh"), [BuiltInstallers.Stage, Folder["out"], "1", "fast"], TimeSpan.FromMinutes(1), null, ("SOURCE_DATE_EPOCH", null));
        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Error, Does.Contain("SOURCE_DATE_EPOCH"));
        Assert.That(Directory.Exists(Folder["out"]), Is.False);
    }

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexString(SHA256.HashData(stream));
    }

    private static bool IsElf(string file)
    {
        using FileStream stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[4];
        return stream.Read(start) == 4 && start.SequenceEqual("\u007fELF"u8);
    }

    private static Version Largest(Version known, string text, Regex version) => version.Matches(text).Select(match => Version.Parse(match.Groups[1].Value)).Append(known).Max()!;

    [GeneratedRegex(@"NEEDED\s+(\S+)")]
    private static partial Regex Needed();

    [GeneratedRegex(@"\bGLIBC_(\d+\.\d+)")]
    private static partial Regex GlibcVersion();

    [GeneratedRegex(@"\bGLIBCXX_(\d+\.\d+\.\d+)")]
    private static partial Regex GlibcxxVersion();
}

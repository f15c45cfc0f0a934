using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Installers.Linux;

/// <summary>The archive with its two scripts, for a user who has nothing else of Enlarger.</summary>
internal sealed class ArchiveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    // Of two small versions, unpacked once.
    private Folder _archives = null!;
    private string _older = "", _newer = "";
    private Folder _folder = null!;

    private string Prefix => _folder["a prefix/日本 語"];

    private string Program => Path.Combine(Prefix, "bin", "enlarger");

    [OneTimeSetUp]
    public void Unpack()
    {
        _archives = new Folder();
        _older = Unpack(LinuxPackages.Older, "0.0.1");
        _newer = Unpack(LinuxPackages.Newer, "0.0.2");
    }

    [OneTimeTearDown]
    public void RemoveArchives() => _archives?.Dispose();

    [SetUp]
    public void HaveAHome()
    {
        _folder = new Folder();
        Directory.CreateDirectory(_folder["home"]);
    }

    [TearDown]
    public void RemoveHome() => _folder.Dispose();

    [Test]
    public void The_built_one_has_every_generator_and_works_from_its_place()
    {
        LinuxPackages.Demand("tar", "-xf", LinuxPackages.Archive, "-C", _folder.Path);
        string unpacked = _folder[$"enlarger-{LinuxPackages.Version}"];
        Demand(Path.Combine(unpacked, "install.sh"), "--prefix", Prefix);
        // What it came from may go.
        Directory.Delete(unpacked, recursive: true);
        Assert.That(Demand(Program, "models", "verify").Split('\n'), Has.None.Contains("not installed").And.None.Contains("half"));
        string sample = Path.Combine(Prefix, "lib/enlarger/models/samples/flower.png");
        Demand(Program, "upscale", "--scale", "2", sample, "-o", _folder["larger.png"]);
        Assert.That(Raster.Read(_folder["larger.png"]).Size, Is.EqualTo(new PixelSize(256, 256)));
        Demand(Path.Combine(Prefix, "lib/enlarger/uninstall.sh"));
        Assert.That(Directory.Exists(_folder["a prefix"]), Is.False);
    }

    [Test]
    public void A_newer_version_takes_the_place_of_an_older_and_uninstalling_leaves_what_others_have()
    {
        string[] others = [Path.Combine(Prefix, "bin/other"), Path.Combine(Prefix, "share/applications/other.desktop"), Path.Combine(Prefix, "lib/other/enlarger")];
        foreach (string other in others)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(other)!);
            File.WriteAllText(other, "[Desktop Entry]\n");
        }

        string[] before = Entries(Prefix);
        Assert.That(Demand(Path.Combine(_older, "install.sh"), "--prefix", Prefix), Does.StartWith("Enlarger 0.0.1 is installed in"));
        Assert.That(Path.Combine(Prefix, "lib/enlarger/only-in-the-older.dll"), Does.Exist);
        Assert.That(Demand(Path.Combine(_newer, "install.sh"), "--prefix", Prefix), Does.StartWith("Enlarger 0.0.2 is installed in"));
        string[] installed = Entries(Prefix);
        Assert.That(installed, Has.No.Member("lib/enlarger/only-in-the-older.dll").And.Member("lib/enlarger/only-in-the-newer.dll").And.Member("share/man/man1/enlarger.1"));
        Assert.That(installed.Select(entry => Path.GetFileName(entry)), Has.None.StartsWith(".enlarger").And.None.EndsWith("-new"));
        Assert.That(Entries(_folder["home"]), Is.Empty);
        Demand(Path.Combine(_newer, "install.sh"), "--prefix", Prefix);
        Assert.That(Entries(Prefix), Is.EqualTo(installed));

        Demand(Path.Combine(_newer, "uninstall.sh"), "--prefix", Prefix);
        Assert.That(Entries(Prefix).Where(entry => entry != "share/applications/mimeinfo.cache"), Is.EqualTo(before));
    }

    [Test]
    public void Without_a_word_it_is_the_user_s_own_folder_and_menus_run_it_from_there()
    {
        Demand(Path.Combine(_newer, "install.sh"));
        string local = _folder["home/.local"];
        string[] menu = File.ReadAllLines(Path.Combine(local, "share/applications/enlarger-upscale-2x.desktop"));
        string line = menu.Single(entry => entry.StartsWith("Exec=", StringComparison.Ordinal))["Exec=".Length..];
        Assert.That(line, Does.StartWith($"\"{local}/lib/enlarger/enlarger-desktop\" "));
        File.Copy(Path.Combine(local, "lib/enlarger/models/samples/flower.png"), _folder["写 真.png"]);
        Demand("sh", "-c", line.Replace("%F", $"'{_folder["写 真.png"]}'", StringComparison.Ordinal));
        Assert.That(_folder["写 真-upscaled-2x.png"], Does.Exist);
        Demand(Path.Combine(local, "lib/enlarger/uninstall.sh"));
        Assert.That(Directory.Exists(local), Is.False);
    }

    [TestCase("program/models/realesr-general-x4.onnx")]
    [TestCase("program/enlarger.dll")]
    [TestCase("share/man/man1/enlarger.1")]
    public void A_damaged_file_is_refused_and_nothing_changes(string file)
    {
        string damaged = Copy(_newer);
        using (FileStream stream = File.OpenWrite(Path.Combine(damaged, file)))
        {
            stream.Position = stream.Length / 2;
            stream.WriteByte((byte)'\n');
        }

        Demand(Path.Combine(_older, "install.sh"), "--prefix", Prefix);
        string[] before = Entries(Prefix);
        Assert.That(Refusal(damaged), Does.Contain("are damaged or incomplete, so nothing was installed"));
        File.Delete(Path.Combine(damaged, file));
        Assert.That(Refusal(damaged), Does.Contain("are damaged or incomplete, so nothing was installed"));
        Assert.That(Entries(Prefix), Is.EqualTo(before));
        Demand(Path.Combine(Prefix, "lib/enlarger/uninstall.sh"));
    }

    [Test]
    public void A_generator_that_somebody_changed_together_with_the_list_of_sums_is_refused_by_the_program()
    {
        string changed = Copy(_newer);
        File.AppendAllText(Path.Combine(changed, "program/models/realesr-general-x4.onnx"), "more");
        Demand("sh", "-c", $"cd '{changed}' && find . -type f ! -name SHA256SUMS -exec sha256sum {{}} + > SHA256SUMS");
        Assert.That(Refusal(changed), Does.Contain("A generator is damaged, so nothing was installed"));
        Assert.That(Directory.Exists(_folder["a prefix"]), Is.False);
    }

    [Test]
    public void Another_system_s_program_is_refused_with_what_it_says()
    {
        string changed = Copy(_newer);
        File.WriteAllText(Path.Combine(changed, "program/enlarger"), "#!/bin/sh\necho 'version GLIBC_2.99 not found' >&2\nexit 1\n");
        Demand("sh", "-c", $"cd '{changed}' && find . -type f ! -name SHA256SUMS -exec sha256sum {{}} + > SHA256SUMS");
        Assert.That(Refusal(changed), Does.Contain("does not run on this system").And.Contain("GLIBC_2.99"));
        Assert.That(Directory.Exists(_folder["a prefix"]), Is.False);
    }

    [TestCase("bin/enlarger", "is from no installation like this one")]
    [TestCase("lib/enlarger/enlarger", "is from no installation like this one")]
    [TestCase("share/man/man1/enlarger.1", "is from no installation like this one")]
    [TestCase("lib", "cannot be made")]
    public void What_is_somebody_else_s_is_not_touched(string file, string sentence)
    {
        string other = Path.Combine(Prefix, file);
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        File.WriteAllText(other, "mine");
        string[] before = Entries(Prefix);
        Assert.That(Refusal(_newer), Does.Contain(sentence));
        Assert.That(Entries(Prefix), Is.EqualTo(before));
        Assert.That(File.ReadAllText(other), Is.EqualTo("mine"));
    }

    [Test]
    public void What_was_unpacked_for_one_pair_of_eyes_is_installed_for_everybody_s()
    {
        string closed = Copy(_newer);
        Demand("chmod", "-R", "go=", closed);
        Demand(Path.Combine(closed, "install.sh"), "--prefix", Prefix);
        string[] unreadable = Demand("find", Prefix, "!", "-type", "l", "!", "-perm", "-444").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(unreadable, Is.Empty);
    }

    [Test]
    public void A_folder_with_a_line_break_in_its_name_is_refused()
    {
        ProcessRun run = Run(Path.Combine(_newer, "install.sh"), "--prefix", Prefix + "\nx");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1, "install.sh: The folder's name must not have a line break in it: choose another one with --prefix.\n")));
    }

    [TestCase(16, TestName = "No_space_left_is_told_before_anything_is_written")]
    [TestCase(200, TestName = "No_space_left_for_a_newer_version_leaves_the_older")]
    public void No_space(int megabytes)
    {
        if (Environment.UserName != "root") Assert.Ignore("A small disk can be made by root only: a full one is not tried.");
        bool upgrades = megabytes > 100;
        string line = $"""
            mkdir -p disk && mount -t tmpfs -o size={megabytes}m tmpfs disk || exit 99
            {(upgrades ? $"'{_older}/install.sh' --prefix disk/p >/dev/null || exit 98" : "")}
            (cd disk && find . | sort) > before
            '{_newer}/install.sh' --prefix disk/p; code=$?
            (cd disk && find . | sort) > after
            {(upgrades ? "disk/p/bin/enlarger models verify || exit 97" : "")}
            cmp before after || exit 96
            exit $code
            """;
        ProcessRun run = Run("unshare", "--mount", "--propagation", "private", "sh", "-c", $"cd '{_folder.Path}' && {line}");
        if (run.ExitCode == 99) Assert.Ignore("A small disk cannot be mounted here: a full one is not tried.");
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Error + run.Output);
        Assert.That(run.Error, Does.Match(@"nothing was changed: make room \(\d+ MB\)").And.Contain("install.sh: "));
    }

    [Test]
    public void What_an_interrupted_installation_left_is_no_hindrance()
    {
        Demand(Path.Combine(_older, "install.sh"), "--prefix", Prefix);
        string program = Path.Combine(Prefix, "lib/enlarger");
        Directory.Move(program, Path.Combine(Prefix, "lib/.enlarger.old"));
        Directory.CreateDirectory(Path.Combine(Prefix, "lib/.enlarger.new/half"));
        Demand(Path.Combine(_newer, "install.sh"), "--prefix", Prefix);
        Demand(Path.Combine(program, "uninstall.sh"));
        Assert.That(Directory.Exists(_folder["a prefix"]), Is.False);
    }

    [Test]
    public void A_place_without_an_installation_has_nothing_to_uninstall()
    {
        ProcessRun run = Run(Path.Combine(_newer, "uninstall.sh"), "--prefix", Prefix);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Is.EqualTo($"uninstall.sh: No installation was found in '{Prefix}': name its folder with --prefix.\n"));
    }

    [TestCase("install.sh")]
    [TestCase("uninstall.sh")]
    public void A_word_that_is_not_known_is_answered_by_the_usage(string script)
    {
        ProcessRun run = Run(Path.Combine(_newer, script), "--bogus");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain($"{script} [--prefix FOLDER]"));
    }

    private string Unpack(string packages, string version)
    {
        LinuxPackages.Demand("tar", "-xf", Path.Combine(packages, LinuxPackages.ArchiveName(version)), "-C", _archives.Path);
        return Path.Combine(_archives.Path, $"enlarger-{version}");
    }

    private static string[] Entries(string folder) => [.. Directory.GetFileSystemEntries(folder, "*", Everything).Select(entry => Path.GetRelativePath(folder, entry)).Order(StringComparer.Ordinal)];

    private string Copy(string unpacked)
    {
        LinuxPackages.Demand("cp", "-R", "--reflink=auto", unpacked, _folder["damaged"]);
        return _folder["damaged"];
    }

    private string Refusal(string unpacked)
    {
        ProcessRun run = Run(Path.Combine(unpacked, "install.sh"), "--prefix", Prefix);
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Error);
        Assert.That(run.Lines, Has.Length.EqualTo(1).And.All.StartsWith("install.sh: "));
        return run.Error;
    }

    private string Demand(string program, params string[] arguments)
    {
        ProcessRun run = Run(program, arguments);
        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        return run.Output;
    }

    private ProcessRun Run(string program, params string[] arguments) => ProcessRun.Of(
        program, arguments, Patience, null, ("HOME", _folder["home"]), ("XDG_DATA_HOME", null), ("ENLARGER_MODELS", null), ("DOTNET_ROOT", null), ("DISPLAY", null), ("WAYLAND_DISPLAY", null));
}

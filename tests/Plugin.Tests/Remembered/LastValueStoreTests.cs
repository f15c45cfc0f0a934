using Enlarger.Filters;
using Enlarger.Remembered;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Remembered;

internal sealed class LastValueStoreTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    private ScratchFolder _folder = null!;
    private LastValueStore _store = null!;

    private static IFilter Upscale => RealGenerators.Engine.Filter("upscale");

    [SetUp]
    public void Open()
    {
        _folder = new ScratchFolder();
        _store = new LastValueStore(Path.Combine(_folder.Path, "設定", "settings"));
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public void Where_nothing_is_remembered_there_are_the_defaults()
    {
        AssertDefaults();
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void What_was_used_is_there_again_in_another_session_but_for_areas()
    {
        FilterSettings used = FilterRun.Settings(
            Upscale, ("scale", "2"), ("model", "lanczos"), ("strength", "35"), ("color-lock", "off"), ("denoise", "auto"), ("tile", "auto"), ("device", "cuda:1"), ("region", "1,2,3,4"));
        _store.Save(Upscale, used, new Dictionary<string, string> { ["output"] = "new-image" });

        LastValues again = new LastValueStore(Path.Combine(_folder.Path, "設定", "settings")).Load(Upscale);
        Assert.That(Texts(again.Settings), Is.EqualTo(Texts(used.With("region", "all"))));
        Assert.That(again.HostValues, Is.EqualTo(new Dictionary<string, string> { ["output"] = "new-image" }));
        Assert.That(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName), Is.EqualTo(new[] { "upscale.json" }), "nothing is left beside it");
    }

    [Test]
    public void Each_filter_has_its_own()
    {
        _store.Save(Upscale, FilterRun.Settings(Upscale, ("strength", "35")));
        Assert.That(_store.Load(RealGenerators.Engine.Filter("restore-blur")).Settings.Integer("strength"), Is.EqualTo(100));
    }

    [Test]
    public void Hosts_share_the_parameters_and_each_keeps_what_is_its_own()
    {
        _store.Save(Upscale, FilterRun.Settings(Upscale, ("strength", "35")), new Dictionary<string, string> { ["output"] = "new-image", ["gimp-width"] = "300" });
        _store.Save(Upscale, FilterRun.Settings(Upscale, ("strength", "45")), new Dictionary<string, string> { ["output"] = "in-place" });
        LastValues last = _store.Load(Upscale);
        Assert.That(last.Settings.Integer("strength"), Is.EqualTo(45));
        Assert.That(last.HostValues, Is.EqualTo(new Dictionary<string, string> { ["output"] = "in-place", ["gimp-width"] = "300" }));
    }

    [Test]
    public void What_no_longer_exists_gives_that_parameter_s_default_and_the_rest_stays()
    {
        Write("""{"parameters":[{"name":"model","value":"removed"},{"name":"gone","value":"1"},{"name":"strength","value":"101"},{"name":"color-lock","value":"maybe"},{"name":"region","value":"1,1,2,2"},{"name":"scale","value":"2"},{"name":"seed","value":"5"},{"name":"seed","value":"6"}],"host":[{"name":"output","value":"x"}]}""");
        LastValues last = _store.Load(Upscale);
        Assert.That(Texts(last.Settings), Is.EqualTo(Texts(FilterRun.Settings(Upscale, ("scale", "2"), ("seed", "5")))));
        Assert.That(last.HostValues["output"], Is.EqualTo("x"));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{\"parameters\":[]}")]
    [TestCase("{\"parameters\":[null],\"host\":[]}")]
    [TestCase("{\"parameters\":[{\"name\":\"scale\",\"value\":2}],\"host\":[]}")]
    [TestCase("{\"parameters\":[{\"name\":\"scale\",\"value\":\"2\",\"more\":1}],\"host\":[]}")]
    public void A_damaged_file_gives_the_defaults_and_is_written_anew(string content)
    {
        Write(content);
        AssertDefaults();
        _store.Save(Upscale, FilterRun.Settings(Upscale, ("strength", "35")));
        Assert.That(_store.Load(Upscale).Settings.Integer("strength"), Is.EqualTo(35));
    }

    [Test]
    public void A_dialog_opens_whatever_happened_to_the_file()
    {
        _store.Save(Upscale, FilterRun.Settings(Upscale, ("strength", "35")), new Dictionary<string, string> { ["output"] = "new-image" });
        byte[] whole = File.ReadAllBytes(Saved);
        var random = new Random(9);
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. whole.Take(i % 3 == 0 ? random.Next(whole.Length) : whole.Length)];
            for (int hits = random.Next(1, 4); hits > 0 && damaged.Length > 0; hits--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(Saved, damaged);
            FilterSettings settings = _store.Load(Upscale).Settings;
            foreach (FilterParameter parameter in Upscale.Parameters) Assert.That(() => settings.With(parameter.Id, settings.Text(parameter.Id)), Throws.Nothing);
        }
    }

    [Test]
    public void Where_nothing_can_be_written_a_command_goes_on()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "設定"), "a file where a folder should be");
        Assert.That(() => _store.Save(Upscale, FilterRun.Settings(Upscale, ("strength", "35"))), Throws.Nothing);
        AssertDefaults();

        var store = new LastValueStore(_folder.Path);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "upscale.json"));
        Assert.That(() => store.Save(Upscale, new FilterSettings(Upscale.Parameters)), Throws.Nothing);
        Assert.That(Directory.GetFiles(_folder.Path).Select(Path.GetFileName), Is.EqualTo(new[] { "設定" }), "what was written beside is gone");
        Assert.That(store.Load(Upscale).HostValues, Is.Empty);
    }

    [Test]
    public void The_folder_is_the_user_s_choice()
    {
        string? before = Environment.GetEnvironmentVariable(LastValueStore.FolderVariable);
        try
        {
            Environment.SetEnvironmentVariable(LastValueStore.FolderVariable, _folder.Path);
            Assert.That(LastValueStore.DefaultFolder, Is.EqualTo(_folder.Path));
            Environment.SetEnvironmentVariable(LastValueStore.FolderVariable, null);
            Assert.That(LastValueStore.DefaultFolder, Does.EndWith("settings"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(LastValueStore.FolderVariable, before);
        }
    }

    private string Saved => Path.Combine(_folder.Path, "設定", "settings", "upscale.json");

    private void Write(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Saved)!);
        File.WriteAllText(Saved, content);
    }

    private void AssertDefaults()
    {
        LastValues last = _store.Load(Upscale);
        Assert.That(Texts(last.Settings), Is.EqualTo(Texts(new FilterSettings(Upscale.Parameters))));
        Assert.That(last.HostValues, Is.EqualTo(Nothing));
    }

    private static IEnumerable<string> Texts(FilterSettings settings) => Upscale.Parameters.Select(parameter => $"{parameter.Id}={settings.Text(parameter.Id)}");
}

using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands.Models;

public sealed class ModelsCommandTests
{
    private Folder _store = null!;
    private Folder _folder = null!;

    [SetUp]
    public void MakeFolders() => (_store, _folder) = (new Folder(), new Folder());

    [TearDown]
    public void RemoveFolders()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_generator_of_the_user_s_own_is_added_used_and_removed()
    {
        string file = _folder.Write("repeat it.onnx", NearestOnnx.Make());
        CommandRun added = CommandRun.In(_store, "models", "add", file, "--scale", "4", "--id", "repeat", "--name", "Repeats", "--licence", "MIT");
        Assert.That(added.ExitCode, Is.Zero, added.Error);
        Assert.That(added.Output, Is.EqualTo("repeat: added, enlarges 4x; use it with 'enlarger upscale PICTURE --model repeat'.\n"));
        Assert.That(CommandRun.In(_store, "models", "list").Output, Does.Match(@"(?m)^repeat +added by you +4x +installed +\S+ \S+ +MIT$"));
        Assert.That(CommandRun.In(_store, "models", "show", "repeat").Output, Does.Contain("name     Repeats").And.Contain("scale    4x").And.Contain("state    installed"));
        Assert.That(CommandRun.In(_store, "models", "verify").ExitCode, Is.Zero);

        Raster picture = Raster.Sample(90, 70, "rgb8");
        CommandRun run = CommandRun.In(_store, "upscale", picture.Save(_folder["a.png"]), "--model", "repeat", "--tile", "32", "--color-lock", "off");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Raster.Read(_folder["a-upscaled-4x.png"]).LargestStep(picture.Enlarge(4)), Is.Zero);

        Assert.That(CommandRun.In(_store, "models", "add", file, "--id", "repeat").ExitCode, Is.EqualTo(2), "The id is taken.");
        Assert.That(CommandRun.In(_store, "models", "remove", "repeat").Output, Is.EqualTo("repeat: removed\n"));
        CommandRun unknown = CommandRun.In(_store, "upscale", _folder["a.png"], "--model", "repeat");
        Assert.That(unknown.ExitCode, Is.EqualTo(2));
        Assert.That(unknown.Error, Does.Contain("'repeat' is no value for model: use auto, realesr-general-x4, ").And.Contain("lanczos"));
        Assert.That(CommandRun.In(_store, "models", "remove", "repeat").ExitCode, Is.EqualTo(4));
    }

    [Test]
    public void A_damaged_generator_is_found_and_never_used()
    {
        string file = _folder.Write("repeat.onnx", NearestOnnx.Make());
        Assert.That(CommandRun.In(_store, "models", "add", file).ExitCode, Is.Zero);
        using (FileStream stored = File.OpenWrite(Directory.GetFiles(_store.Path, "repeat.onnx", SearchOption.AllDirectories).Single())) stored.WriteByte(99);

        CommandRun verified = CommandRun.In(_store, "models", "verify");
        Assert.That(verified.ExitCode, Is.EqualTo(4));
        Assert.That(verified.Output, Does.Contain("repeat: damaged"));
        Assert.That(verified.Error, Does.Contain("repeat"));

        CommandRun run = CommandRun.In(_store, "upscale", Raster.Sample(9, 7, "rgb8").Save(_folder["a.png"]), "--model", "repeat");
        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.png", "repeat.onnx" }));
    }

    [Test]
    public void A_missing_generator_is_exit_code_4_and_tells_what_to_do()
    {
        string large = GeneratorCatalog.Load().Generators.First(generator => generator.Source is { Automatic: false }).Id;
        CommandRun run = CommandRun.In(_store, "upscale", Raster.Sample(9, 7, "rgb8").Save(_folder["a.png"]), "--model", large);
        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.Contain($"enlarger models restore {large}"));
        Assert.That(_folder.Files, Is.EqualTo(new[] { "a.png" }));
    }

    [Test]
    public void The_list_names_every_generator_of_the_catalogue()
    {
        string list = CommandRun.In(_store, "models", "list").Output;
        foreach (GeneratorDescription generator in GeneratorCatalog.Load().Generators)
        {
            string state = generator.BuiltIn ? "installed" : "missing";
            Assert.That(list, Does.Match($@"(?m)^{generator.Id} .* {generator.Scale}x .*{state} .*{generator.Licence}$"));
        }
    }

    [Test]
    public void What_is_built_in_is_shown_without_a_file_and_needs_no_restoring()
    {
        string shown = CommandRun.In(_store, "models", "show", "enlarger-photo-x4").Output;
        Assert.That(shown, Does.Contain("trained by us, built in\n").And.Contain("twin     enlarger-photo-x4-faithful\n").And.Not.Contain("\nfile "));
        Assert.That(CommandRun.In(_store, "models", "verify").Output, Does.Contain("enlarger-photo-x4: installed\n"));
        CommandRun restored = CommandRun.In(_store, "models", "restore", "enlarger-photo-x4");
        Assert.That((restored.ExitCode, restored.Error), Is.EqualTo((2, restored.Error)));
        Assert.That(restored.Error, Does.Contain("nothing to restore"));
    }

    [Test]
    public void Between_twins_the_result_is_another_and_others_say_who_has_one()
    {
        string picture = Raster.Sample(24, 16, "rgb8").Save(_folder["a.png"]);
        CommandRun Enlarge(string name, params string[] options) => CommandRun.In(_store, ["upscale", picture, "-o", _folder[name], "--scale", "2", .. options]);

        Assert.That(Enlarge("full.png", "--model", "enlarger-photo-x2").ExitCode, Is.Zero);
        Assert.That(Enlarge("half.png", "--model", "enlarger-photo-x2", "--invention", "50").ExitCode, Is.Zero);
        Assert.That(Enlarge("none.png", "--model", "enlarger-photo-x2", "--invention", "0").ExitCode, Is.Zero);
        Assert.That(Enlarge("twin.png", "--model", "enlarger-photo-x2-faithful").ExitCode, Is.Zero);
        byte[][] results = [.. new[] { "full.png", "half.png", "none.png", "twin.png" }.Select(name => File.ReadAllBytes(_folder[name]))];
        Assert.That(results[3], Is.EqualTo(results[2]));
        Assert.That(results[1], Is.Not.EqualTo(results[0]).And.Not.EqualTo(results[2]));

        CommandRun refused = Enlarge("no.png", "--model", "realesr-general-x4", "--invention", "50");
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain("realesr-general-x4 has no faithful twin").And.Contain("invention to 100").And.Contain("enlarger-photo-x4 or enlarger-photo-x2"));
        Assert.That(File.Exists(_folder["no.png"]), Is.False);
    }

    [Test]
    public void A_damaged_file_of_half_precision_is_found()
    {
        GeneratorDescription generator = GeneratorCatalog.Load().Generators[0];
        Assert.That(CommandRun.In(_store, "models", "show", generator.Id).Output, Does.Contain("half     missing\n").And.Contain($"  sha256 {generator.HalfSha256}\n"));
        Assert.That(CommandRun.In(_store, "models", "verify").Output, Does.Not.Contain("half"), "It is no lack where it is missing.");

        _store.Write($"{generator.Id}.fp16.onnx", [1, 2, 3]);

        CommandRun verified = CommandRun.In(_store, "models", "verify");
        Assert.That(verified.ExitCode, Is.EqualTo(4));
        Assert.That(verified.Output, Does.Contain($"{generator.Id}: missing\n{generator.Id} (half): damaged\n"));
        Assert.That(verified.Error, Does.Contain($"Damaged: {generator.Id}."));
        Assert.That(CommandRun.In(_store, "models", "list").Output, Does.Match($@"(?m)^{generator.Id} .*missing \+ half damaged "));
        Assert.That(CommandRun.In(_store, "models", "show", generator.Id).Output, Does.Contain("half     damaged\n"));
    }

    [Test]
    public void A_folder_is_verified_by_itself()
    {
        string id = GeneratorCatalog.Load().Generators[0].Id;
        _store.Write($"{id}.onnx", [1, 2, 3]);
        Assert.That(CommandRun.In(_store, "models", "verify", "--folder", _folder.Path).Output, Does.Contain($"{id}: missing\n"));

        CommandRun verified = CommandRun.In(_folder, "models", "verify", "--folder", _store.Path);
        Assert.That((verified.ExitCode, verified.OutputLines[0]), Is.EqualTo((4, $"{id}: damaged")));
    }

    [TestCase(2, "no maxim-deblur of half precision", "restore", "maxim-deblur", "--half")]
    [TestCase(4, "no generator 'nothing': use one of realesr-general-x4, ", "show", "nothing")]
    [TestCase(4, "no generator 'nothing'", "restore", "nothing")]
    [TestCase(2, "'fun' is no purpose", "add", "a.onnx", "--purpose", "fun")]
    [TestCase(2, "'9' is no value for --scale", "add", "a.onnx", "--scale", "9")]
    [TestCase(3, "absent.onnx", "add", "absent.onnx")]
    public void What_cannot_be_done_is_a_sentence(int exitCode, string text, params string[] arguments)
    {
        CommandRun run = CommandRun.In(_store, ["models", .. arguments]);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That(run.Error, Does.Contain(text));
    }
}

using Enlarger.Tests.Support;

namespace Enlarger.Tests.Python;

/// <summary>The module that adapters in Python use, over the real program and over ones that misbehave.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class EngineModuleTests
{
    // A host in memory: each layer is noise, or what a test puts there.
    private const string Host = """
        import enlarger_engine as engine, os, random, sys, threading

        class Host:
            def __init__(self, *layers):
                self.layers, self.results, self.ticks, self.notices = layers, {}, [], []
                self.thread = threading.get_ident()
            def planned(self, plan): self.results = {piece["index"]: bytearray() for piece in plan["layers"]}
            def read(self, piece, y, rows):
                assert threading.get_ident() == self.thread
                row = piece["sourceRowBytes"]
                return self.layers[piece["index"]][y * row:(y + rows) * row]
            def write(self, piece, y, rows, data):
                assert threading.get_ident() == self.thread and len(data) == rows * piece["rowBytes"]
                assert len(self.results[piece["index"]]) == y * piece["rowBytes"]
                self.results[piece["index"]] += data
            def notice(self, text): self.notices.append(text)
            def tick(self, fraction): self.ticks.append(fraction)

        def layer(width, height, format): return {"name": "x", "x": 0, "y": 0, "width": width, "height": height, "format": format, "kind": "picture", "active": True, "locked": False}
        def document(*layers): return {"host": "Easel", "longest": 100000, "output": "auto", "width": 10, "height": 10, "selection": None, "encoding": "srgb", "layers": list(layers)}
        def noise(count): return random.Random(1).randbytes(count)
        def outcome(work):
            try:
                return work()
            except (engine.EngineError, engine.Cancelled, OSError) as error:
                return f"{type(error).__name__}: {error}"

        """;

    [Test]
    public void Layers_come_back_whole_and_in_order_however_large()
    {
        // A restoration of no strength; the first layer fills the pipes many times over.
        string output = Support.Python.Run(Host + """
            layers = noise(2500 * 2000 * 8), noise(7 * 3)
            host = Host(*layers)
            plan = engine.run("restore-blur", {"strength": "0"}, document(layer(2500, 2000, "rgba16"), layer(7, 1, "rgb8")), None, host)
            print([bytes(host.results[i]) == layers[i] for i in range(2)], plan["output"], len(host.ticks) > 0, host.ticks == sorted(host.ticks), threading.active_count())
            """);
        Assert.That(output.Trim(), Is.EqualTo("[True, True] in-place True True 1"));
    }

    [Test]
    public void What_a_host_raises_ends_the_program()
    {
        string output = Support.Python.Run(Host + """
            class Cancelling(Host):
                def tick(self, fraction):
                    super().tick(fraction)
                    if fraction > 0: raise engine.Cancelled()
            class Full(Host):
                def write(self, piece, y, rows, data): raise OSError("no room")
            size = 3000
            for host in Cancelling(bytes(size * size * 3)), Full(bytes(size * size * 3)):
                print(outcome(lambda: engine.run("upscale", {"model": "lanczos"}, document(layer(size, size, "rgb8")), None, host)))
            try:
                os.wait()
            except ChildProcessError:
                print("no child is left", threading.active_count())
            """);
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "Cancelled: ", "OSError: no room", "no child is left 1" }));
    }

    [Test]
    public void A_program_that_was_started_by_a_script_ends_with_it()
    {
        using var folder = new Folder();
        string program = folder.Write("enlarger", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n'{RealProgram.Path}' \"$@\"\nexit $?\n"));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string output = Support.Python.Run(Host + """
            class Full(Host):
                def write(self, piece, y, rows, data): raise OSError("no room")
            size = 2000
            print(outcome(lambda: engine.run("upscale", {"model": "lanczos"}, document(layer(size, size, "rgb8")), None, Full(bytes(size * size * 3)))))
            print(threading.active_count())
            """, program);
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "OSError: no room", "1" }));
    }

    [Test]
    public void The_program_s_own_sentence_is_the_error()
    {
        string output = Support.Python.Run(Host + """
            print(outcome(lambda: engine.run("upscale", {"scale": "7"}, document(layer(2, 2, "rgb8")), None, Host(bytes(12)))))
            print(outcome(lambda: engine.run("upscale", {"device": "cuda:7"}, document(layer(2, 2, "rgb8")), None, Host(bytes(12)))))
            print(outcome(lambda: engine.run("restore-blur", {}, dict(document(layer(2, 2, "rgb8")), selection=[50, 50, 2, 2]), None, Host(bytes(12)))))
            """);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Is.All.StartsWith("EngineError: ").And.All.EndsWith("."));
        Assert.That(lines[0], Does.Contain("'7' is no value for scale"));
        Assert.That(lines[1], Does.Contain("cuda:7").Or.Contain("CUDA"));
        Assert.That(lines[2], Does.Contain("does not touch the layer"));
    }

    // What a program does after it has read the description, told as lines of the shell.
    [TestCase("exit 0", "has ended without a result (exit code 0)")]
    [TestCase("kill -9 $$", "has ended without a result (exit code -9)")]
    [TestCase("echo $PLAN; head -c 11 /dev/zero", "has ended without a result (exit code 0)")]
    [TestCase("echo $PLAN; head -c 12 /dev/zero; echo 'enlarger: The disk is full.' >&2; exit 6", "The disk is full.")]
    [TestCase("echo $PLAN; head -c 12 /dev/zero; exit 130", "Cancelled: ")]
    [TestCase("echo $PLAN; head -c 13 /dev/zero", "has given more than it promised")]
    [TestCase("echo $PLAN; head -c 12 /dev/zero; exit 0", "done")]
    [TestCase("echo nonsense; exec sleep 60", "gave an answer that cannot be read")]
    [TestCase("printf '{\"output'; echo 'enlarger: The memory is full.' >&2; exit 5", "The memory is full.")]
    [TestCase("echo 'progress bar' >&2; head -c 200000 /dev/zero >&2; echo $PLAN; head -c 12 /dev/zero", "done")]
    public void Only_exit_code_0_with_the_exact_bytes_is_success(string after, string expected)
    {
        using var folder = new Folder();
        string program = folder.Write("enlarger", System.Text.Encoding.ASCII.GetBytes($$"""
            #!/bin/sh
            PLAN='{"output":"in-place","factor":1,"width":2,"height":2,"layers":[{"index":0,"area":[0,0,2,2],"width":2,"height":2,"sourceRowBytes":6,"rowBytes":6}]}'
            read -r line
            {{after}}
            """));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string output = Support.Python.Run(Host + """
            print(outcome(lambda: engine.run("upscale", {}, document(layer(2, 2, "rgb8")), None, Host(bytes(12))) and "done"))
            """, program);
        Assert.That(output, Does.Contain(expected));
    }

    [Test]
    public void A_layer_that_the_host_gives_too_little_of_is_said()
    {
        string output = Support.Python.Run(Host + """
            print(outcome(lambda: engine.run("restore-blur", {"strength": "0"}, document(layer(4, 4, "rgb8")), None, Host(bytes(47)))))
            """);
        Assert.That(output, Does.StartWith("EngineError: The editor gave 47 of 48 bytes"));
    }

    [Test]
    public void A_host_that_is_slow_to_give_its_layers_is_served_between_strips()
    {
        string output = Support.Python.Run(Host + """
            import time
            class Slow(Host):
                read_at = []
                def read(self, piece, y, rows):
                    time.sleep(2 * engine.TICK_SECONDS)
                    self.read_at.append(len(self.ticks))
                    return super().read(piece, y, rows)
            host = Slow(bytes(1000 * 100 * 3))
            engine.STRIP_BYTES = 10 * 3000
            engine.run("restore-blur", {"strength": "0"}, document(layer(1000, 100, "rgb8")), None, host)
            print(len(host.read_at), all(before < after for before, after in zip(host.read_at, host.read_at[1:])))
            """);
        Assert.That(output.Trim(), Is.EqualTo("10 True"));
    }

    [Test]
    public void A_preview_that_goes_wrong_says_so()
    {
        using var folder = new Folder();
        string program = folder.Write("enlarger", "#!/bin/sh\nread -r line\necho nonsense\nexec sleep 60\n"u8.ToArray());
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string output = Support.Python.Run(Host + """
            import time
            preview = engine.Preview("upscale", document(layer(2, 2, "rgb8")), None, Host(bytes(12)))
            def serve():
                while True:
                    preview.serve()
                    time.sleep(0.01)
            print(outcome(serve))
            preview.close()
            preview.close()
            """, program);
        Assert.That(output, Does.StartWith("EngineError: Enlarger gave an answer that cannot be read"));
    }

    [Test]
    public void A_program_that_is_not_there_is_said()
    {
        string output = Support.Python.Run(Host + "print(outcome(engine.catalogue))", "/nowhere/enlarger");
        Assert.That(output, Does.StartWith("EngineError: The program enlarger cannot be started (No such file or directory)"));
    }

    [Test]
    public void The_catalogue_is_the_program_s()
    {
        string output = Support.Python.Run(Host + """
            found = engine.catalogue()
            print([command["id"] for command in found["commands"]], [filter["id"] for filter in found["filters"]], found["commands"][0]["fixed"])
            """);
        Assert.That(output.Trim(), Is.EqualTo("['upscale-2x', 'upscale-4x', 'upscale', 'restore-blur', 'enhance-crop'] ['upscale', 'restore-blur', 'enhance-crop'] {'scale': '2'}"));
    }

    [Test]
    public void A_preview_shows_the_newest_wish_and_ends_with_its_dialog()
    {
        string output = Support.Python.Run(Host + """
            import time
            class Dialog(Host):
                shown = {}
                def show(self, news): self.shown = {**self.shown, **news}
            dialog = Dialog(bytes([10, 20, 30]) * (64 * 48))
            preview = engine.Preview("upscale", document(layer(64, 48, "rgb8")), None, dialog)
            for scale in "4", "2":
                preview.request({"scale": scale, "model": "lanczos"}, "auto", (20, 10), (3, 3))
            limit = time.monotonic() + 30
            while ("after" not in dialog.shown or dialog.shown["progress"] is not None) and time.monotonic() < limit:
                preview.serve()
                time.sleep(0.01)
            print(dialog.shown["sizes"], set(zip(*[iter(dialog.shown["after"])] * 3)), len(dialog.shown["before"]))
            preview.close()
            print(threading.active_count())
            """);
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "10x10 pixels become 20x20 {(10, 20, 30)} 600", "1" }));
    }

    [Test]
    public void On_Windows_the_installation_is_found_in_the_registry_of_the_user_before_that_of_all()
    {
        using var folder = new Folder();
        foreach (string hive in new[] { "user", "all" }) Directory.CreateDirectory(folder[hive]);
        folder.Write("user/enlarger", []);
        folder.Write("all/enlarger", []);
        string output = Support.Python.Run("""
            import contextlib, os, sys, types
            values, asked = {}, []
            def OpenKey(hive, path, zero, access):
                asked.append((hive, path, access))
                if hive not in values: raise FileNotFoundError
                return contextlib.nullcontext(hive)
            sys.modules["winreg"] = types.SimpleNamespace(HKEY_CURRENT_USER="user", HKEY_LOCAL_MACHINE="all", KEY_READ=1, KEY_WOW64_64KEY=256, REG_SZ=1, OpenKey=OpenKey, QueryValueEx=lambda hive, name: values[hive][name])
            import enlarger_engine as engine
            del os.environ["ENLARGER_PROGRAM"]
            os.environ["PATH"] = ""
            def found(): return os.path.relpath(engine._program(), os.environ["HERE"])
            values["all"] = {"Folder": (os.environ["HERE"] + "/all", 1)}
            print(found())
            values["user"] = {"Folder": (os.environ["HERE"] + "/user", 1)}
            print(found(), set(asked) == {(hive, "Software\\Enlarger", 257) for hive in values})
            values["user"] = {"Folder": (os.environ["HERE"] + "/gone", 1)}
            print(found())
            values["user"] = {"Folder": (7, 4)}
            print(found())
            """, environment: ("HERE", folder["."]));
        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "all/enlarger", "user/enlarger True", "all/enlarger", "all/enlarger" }));
    }
}

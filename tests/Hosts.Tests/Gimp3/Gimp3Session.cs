using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Enlarger.Models;
using Enlarger.Remembered;
using Enlarger.Tests.Gimp;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Gimp3;

/// <summary>
/// A GIMP 3 with a profile of its own that evaluates Python: it runs session.py in batch mode. A GIMP that does not answer is killed, and
/// the test fails with what it said.
/// </summary>
internal sealed partial class Gimp3Session : IDisposable
{
    // On a machine that does several things at once; a hang is noticed none the less.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly int _port;
    private int _heard;

    private Gimp3Session(Process process, int port)
    {
        (_process, _port) = (process, port);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The number of GIMP's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it runs.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>What it wrote to its standard output and error until now.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>What its libraries and the plug-in's Python complained of since this was asked last, but for what GIMP's own plug-ins say too as they end.</summary>
    public string[] Complaints
    {
        get
        {
            string[] lines = Said.Split('\n'), latest = lines[_heard..];
            _heard = lines.Length - 1;
            return [.. latest.Where(line => Complaint().IsMatch(line))];
        }
    }

    /// <summary>Starts a GIMP and waits until it answers.</summary>
    /// <param name="program"><see cref="Gimp3Folder.Console"/> or <see cref="Gimp3Folder.Windows"/>.</param>
    /// <param name="folder">A folder for its profile, caches, remembered values and temporary files. It must outlive the session.</param>
    /// <param name="preferences">Lines for GIMP's own settings.</param>
    /// <param name="environment">Variables to set, such as DISPLAY; null takes one away.</param>
    public static Gimp3Session Start(string program, string folder, string preferences = "", params (string Name, string? Value)[] environment)
    {
        string profile = Path.Combine(folder, "profile"), temporary = Path.Combine(folder, "t"), settings = Path.Combine(folder, "settings");
        foreach (string path in new[] { Path.Combine(profile, "plug-ins"), temporary, settings }) Directory.CreateDirectory(path);
        Directory.CreateSymbolicLink(Path.Combine(profile, "plug-ins", "enlarger-gimp3"), Gimp3Machine.PlugIn);
        File.WriteAllText(Path.Combine(profile, "gimprc"), $"(show-welcome-dialog no)\n{preferences}");

        int port = FreePort();
        string script = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Hosts.Tests", "Gimp3", "session.py"));
        string[] arguments = ["--no-data", "--no-splash", "--new-instance", .. program == Gimp3Folder.Console ? (string[])["--no-interface"] : [], "--batch-interpreter", "python-fu-eval", "--batch", script];
        var start = new ProcessStartInfo(Path.Combine(Gimp3Machine.Programs, program), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (string Name, string? Value)[] variables =
        [
            ("GIMP3_DIRECTORY", profile),
            ("HOME", folder),
            ("XDG_CACHE_HOME", Path.Combine(folder, "cache")),
            ("XDG_CONFIG_HOME", Path.Combine(folder, "config")),
            ("TMPDIR", temporary),
            ("ENLARGER_TEST_PORT", port.ToString(CultureInfo.InvariantCulture)),
            (ModelStore.FolderVariable, GimpMachine.Store.Folder),
            (LastValueStore.FolderVariable, settings),
            ("LC_ALL", "C.UTF-8"),
            ("DISPLAY", null),
            .. environment,
        ];
        foreach ((string name, string? value) in variables) start.Environment[name] = value;

        var session = new Gimp3Session(Process.Start(start)!, port);
        session.Await();
        return session;
    }

    /// <summary>Evaluates Python: an expression, or statements that leave something in 'value'. Names stay.</summary>
    /// <exception cref="GimpException">A command was refused, and why.</exception>
    public JToken Evaluate(string python)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _port);
            using NetworkStream stream = client.GetStream();
            byte[] text = Encoding.UTF8.GetBytes(python), length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            stream.Write([.. length, .. text]);

            // A reading that waits is ended by the one thing that ends everything: the process.
            using CancellationTokenRegistration killing = deadline.Token.Register(Kill);
            stream.ReadExactly(length);
            byte[] answer = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            stream.ReadExactly(answer);
            var document = JObject.Parse(Encoding.UTF8.GetString(answer));
            if (document["refused"] is { } refused) throw new GimpException((string)refused!);
            return document["value"] ?? throw new AssertionException($"{document["failed"]} It said: {Said}");
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Kill();
            throw new AssertionException($"GIMP {(deadline.IsCancellationRequested ? "did not answer in time" : "ended")} at {python}: {exception.Message} It said: {Said}", exception);
        }
    }

    /// <summary>A text as Python writes it.</summary>
    public static string Quote(string text) => new JValue(text).ToString(Newtonsoft.Json.Formatting.None);

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Await()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using (var client = new TcpClient()) client.Connect(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException exception)
            {
                if (IsAlive && waited.Elapsed < Patience)
                {
                    Thread.Sleep(50);
                    continue;
                }

                Kill();
                throw new AssertionException($"GIMP did not start: {Said}", exception);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
    }

    private void Kill()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    [GeneratedRegex("^(?!.*gimp_flush.*Broken pipe).*(CRITICAL|WARNING|Traceback|Warning:)")]
    private static partial Regex Complaint();
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Krita;

/// <summary>A Krita with settings of its own that evaluates Python. One that does not answer is killed, and the test fails with what it said.</summary>
internal sealed class KritaSession : IDisposable
{
    /// <summary>The program without windows, in which nothing is active and no action is there.</summary>
    public const string Runner = "kritarunner";

    /// <summary>The program with windows, which needs a screen.</summary>
    public const string Windows = "krita";

    // On a machine that does several things at once; a hang is noticed none the less.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly int _port;

    private KritaSession(Process process, int port)
    {
        (_process, _port) = (process, port);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

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

    private static string Script => Path.Combine(Repository.Root, "tests", "Hosts.Tests", "Krita", "session.py");

    /// <summary>Starts a Krita and waits until it answers.</summary>
    /// <param name="program"><see cref="Runner"/> or <see cref="Windows"/>.</param>
    /// <param name="home">A home in which the plug-in is installed.</param>
    /// <param name="environment">Variables to set, such as DISPLAY; null takes one away.</param>
    public static KritaSession Start(string program, string home, params (string Name, string? Value)[] environment)
    {
        string plugIns = Path.Combine(home, "data", "krita", "pykrita");
        if (program == Windows) AddPlugIn(home, plugIns);
        int port = FreePort();
        string[] arguments = program == Windows ? ["--nosplash"] : ["-s", "session", "-f", "main"];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = home };
        (string Name, string? Value)[] variables =
        [
            .. KritaMachine.Environment(home),
            ("QT_QPA_PLATFORM", program == Windows ? null : "offscreen"),
            ("PYTHONPATH", $"{Path.GetDirectoryName(Script)}:{plugIns}"),
            ("PYTHONDONTWRITEBYTECODE", "1"),
            ("ENLARGER_TEST_PORT", port.ToString(CultureInfo.InvariantCulture)),
            .. environment,
        ];
        foreach ((string name, string? value) in variables) start.Environment[name] = value;
        var session = new KritaSession(Process.Start(start)!, port);
        session.Await();
        return session;
    }

    /// <summary>Evaluates Python: an expression, or statements that leave something in 'value'. Names stay.</summary>
    /// <exception cref="KritaException">The adapter refused, and why.</exception>
    public JToken Evaluate(string python)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _port);
            using NetworkStream stream = client.GetStream();
            byte[] text = Encoding.UTF8.GetBytes(python), length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            stream.Write([.. length, .. text]);

            // A reading that waits is ended by the one thing that ends everything: the process.
            using CancellationTokenRegistration killing = deadline.Token.Register(Kill);
            stream.ReadExactly(length);
            byte[] answer = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            stream.ReadExactly(answer);
            var said = JObject.Parse(Encoding.UTF8.GetString(answer));
            if (said["refused"] is { } refused) throw new KritaException((string)refused!);
            return said["value"] ?? throw new AssertionException($"{said["failed"]} It said: {Said}");
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Kill();
            throw new AssertionException($"Krita {(deadline.IsCancellationRequested ? "did not answer in time" : "ended")} at {python}: {exception.Message} It said: {Said}", exception);
        }
    }

    /// <summary>A text as Python writes it.</summary>
    public static string Quote(string text) => new JValue(text).ToString(Formatting.None);

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    // What answers is a plug-in of its own.
    private static void AddPlugIn(string home, string plugIns)
    {
        File.WriteAllText(
            Path.Combine(plugIns, "session_plugin.desktop"),
            "[Desktop Entry]\nType=Service\nServiceTypes=Krita/PythonPlugin\nX-KDE-Library=session_plugin\nX-Python-2-Compatible=false\nName=Session\nComment=Tests\n");
        string folder = Path.Combine(plugIns, "session_plugin");
        Directory.CreateDirectory(folder);
        File.Copy(Script, Path.Combine(folder, "__init__.py"), overwrite: true);
        string settings = Path.Combine(home, "config", "kritarc");
        string text = File.ReadAllText(settings);
        Assert.That(text, Does.Contain("[python]\nenable_enlarger=true\n"), "the plug-in is switched on");
        if (!text.Contains("enable_session_plugin", StringComparison.Ordinal)) File.WriteAllText(settings, text.Replace("[python]\n", "[python]\nenable_session_plugin=true\n", StringComparison.Ordinal));
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
                throw new AssertionException($"Krita did not start: {Said}", exception);
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
}

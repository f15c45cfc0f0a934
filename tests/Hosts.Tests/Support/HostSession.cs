using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>A host that listens on a port of this machine and does what it is told. One that does not answer is killed, and the test fails with what it said.</summary>
internal abstract class HostSession : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly string _name;
    private readonly int _port;
    private readonly TimeSpan _patience;

    /// <summary>Starts a host and waits until it listens.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="start">How it is started.</param>
    /// <param name="variables">Variables to set; null takes one away.</param>
    /// <param name="port">The port.</param>
    /// <param name="patience">After which it hangs.</param>
    protected HostSession(string name, ProcessStartInfo start, IEnumerable<(string Name, string? Value)> variables, int port, TimeSpan patience)
    {
        (_name, _port, _patience) = (name, port, patience);
        foreach ((string variable, string? value) in variables) start.Environment[variable] = value;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Await();
    }

    /// <summary>The number of its process.</summary>
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

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    /// <summary>A port that nobody uses.</summary>
    protected static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Tells it something and takes its answer.</summary>
    /// <param name="text">What it is told, for the test's failure.</param>
    /// <param name="exchange">Writes the one and reads the other.</param>
    protected T Exchange<T>(string text, Func<NetworkStream, T> exchange)
    {
        using var deadline = new CancellationTokenSource(_patience);
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _port);
            using NetworkStream stream = client.GetStream();

            // A reading that waits is ended by the one thing that ends everything: the process.
            using CancellationTokenRegistration killing = deadline.Token.Register(Kill);
            return exchange(stream);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Kill();
            throw new AssertionException($"{_name} {(deadline.IsCancellationRequested ? "did not answer in time" : "ended")} at {text}: {exception.Message} It said: {Said}", exception);
        }
    }

    /// <summary>Reads that many bytes.</summary>
    protected static byte[] Read(NetworkStream stream, int count)
    {
        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
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
                if (IsAlive && waited.Elapsed < _patience)
                {
                    Thread.Sleep(50);
                    continue;
                }

                Kill();
                throw new AssertionException($"{_name} did not start: {Said}", exception);
            }
        }
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

using System.Diagnostics;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Support;

/// <summary>The real program as an editor runs it: lines of JSON and raw bytes in both directions.</summary>
internal sealed class HostProcess(params string[] arguments) : IDisposable
{
    private readonly Process _process = RealProgram.Start(arguments);

    /// <summary>A layer's description.</summary>
    public static JObject Layer(Raster pixels, string kind = "picture", bool active = true, int x = 0, int y = 0) => new()
    {
        ["name"] = "空",
        ["x"] = x,
        ["y"] = y,
        ["width"] = pixels.Size.Width,
        ["height"] = pixels.Size.Height,
        ["format"] = $"{pixels.Format}",
        ["kind"] = kind,
        ["active"] = active,
        ["locked"] = false,
    };

    /// <summary>A document's description.</summary>
    public static JObject Document(int width, int height, params JObject[] layers) => new()
    {
        ["host"] = "Easel",
        ["longest"] = 100_000,
        ["output"] = "auto",
        ["width"] = width,
        ["height"] = height,
        ["selection"] = null,
        ["encoding"] = "srgb",
        ["layers"] = new JArray(layers),
    };

    public void Send(JObject line) => Send(Encoding.UTF8.GetBytes(line.ToString(Newtonsoft.Json.Formatting.None) + "\n"));

    public void Send(byte[] bytes)
    {
        _process.StandardInput.BaseStream.Write(bytes);
        _process.StandardInput.BaseStream.Flush();
    }

    public void CloseInput() => _process.StandardInput.Close();

    public void CloseOutput() => _process.StandardOutput.Close();

    /// <summary>The next line of the answer; null at its end.</summary>
    public JObject? ReadLine()
    {
        var line = new List<byte>();
        int next;
        while ((next = _process.StandardOutput.BaseStream.ReadByte()) >= 0 && next != '\n') line.Add((byte)next);
        return line.Count == 0 ? null : JObject.Parse(Encoding.UTF8.GetString([.. line]));
    }

    public byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        _process.StandardOutput.BaseStream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>What is left of the answer.</summary>
    public byte[] ReadRest()
    {
        using var rest = new MemoryStream();
        _process.StandardOutput.BaseStream.CopyTo(rest);
        return rest.ToArray();
    }

    public (int ExitCode, string Error) End() => RealProgram.End(_process);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}

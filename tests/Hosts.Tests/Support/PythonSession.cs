using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Support;

/// <summary>A host that runs a session.py of these tests, and so evaluates Python.</summary>
/// <param name="name">What people call it.</param>
/// <param name="start">How it is started.</param>
/// <param name="variables">Variables to set; null takes one away.</param>
/// <param name="port">The port.</param>
/// <param name="patience">After which it hangs.</param>
/// <param name="refusal">The exception for what the host refuses.</param>
internal abstract class PythonSession(
    string name, ProcessStartInfo start, IEnumerable<(string Name, string? Value)> variables, int port, TimeSpan patience, Func<string, Exception> refusal)
    : HostSession(name, start, variables, port, patience)
{
    /// <summary>A text as Python writes it.</summary>
    public static string Quote(string text) => new JValue(text).ToString(Formatting.None);

    /// <summary>Evaluates Python: an expression, or statements that leave something in 'value'. Names stay.</summary>
    /// <exception cref="Exception">The host refused, and why.</exception>
    public JToken Evaluate(string python) => Exchange(python, stream =>
    {
        byte[] text = Encoding.UTF8.GetBytes(python), length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        stream.Write([.. length, .. text]);
        var said = JObject.Parse(Encoding.UTF8.GetString(Read(stream, BinaryPrimitives.ReadInt32LittleEndian(Read(stream, sizeof(int))))));
        if (said["refused"] is { } refused) throw refusal((string)refused!);
        return said["value"] ?? throw new AssertionException($"{said["failed"]} It said: {Said}");
    });
}

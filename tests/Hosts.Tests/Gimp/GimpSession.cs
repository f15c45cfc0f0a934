using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Enlarger.Models;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Gimp;

/// <summary>
/// A GIMP with a profile of its own, in which the program that the tests were built with is installed, and which evaluates Script-Fu: it
/// runs the server that comes with it. A GIMP that does not answer is killed, and the test fails with what it said.
/// </summary>
internal sealed partial class GimpSession : HostSession
{
    /// <summary>The program without windows.</summary>
    public const string Console = "gimp-console-2.10";

    /// <summary>The program with windows, which needs a screen.</summary>
    public const string Windows = "gimp-2.10";

    private const byte Magic = (byte)'G';

    // On a machine that does several things at once; a hang is noticed none the less.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private GimpSession(ProcessStartInfo start, IEnumerable<(string Name, string? Value)> variables, int port)
        : base("GIMP", start, variables, port, Patience)
    {
    }

    /// <summary>What it complained of until now, beside what a command is refused for: procedures called wrongly, and what its libraries warn of.</summary>
    public string[] Complaints => [.. Said.Split('\n').Where(line => Complaint().IsMatch(line))];

    /// <summary>Starts a GIMP and waits until it answers.</summary>
    /// <param name="program"><see cref="Console"/> or <see cref="Windows"/>.</param>
    /// <param name="folder">An empty folder for its profile, caches and temporary files. It must outlive the session.</param>
    /// <param name="models">The folder of generators.</param>
    /// <param name="environment">Variables to set, such as DISPLAY; null takes one away.</param>
    public static GimpSession Start(string program, string folder, string models, params (string Name, string? Value)[] environment)
    {
        string profile = Path.Combine(folder, "profile");
        foreach (string name in new[] { "plug-ins", "fonts", "tmp" }) Directory.CreateDirectory(Path.Combine(profile, name));
        string plugIn = Path.Combine(profile, "plug-ins", "enlarger-gimp2");
        if (!Directory.Exists(plugIn)) Directory.CreateSymbolicLink(plugIn, AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        Assert.That(File.Exists(Path.Combine(plugIn, "enlarger-gimp2")), "the plug-in lies beside the program");

        int port = FreePort();
        string server = string.Create(CultureInfo.InvariantCulture, $"(plug-in-script-fu-server RUN-NONINTERACTIVE \"127.0.0.1\" {port} \"\")");
        string[] arguments = ["--no-data", "--no-splash", "--new-instance", .. program == Console ? (string[])["--console-messages", "--no-interface"] : [], "--batch", server];
        var start = new ProcessStartInfo(program, arguments);
        (string Name, string? Value)[] variables =
        [
            ("GIMP2_DIRECTORY", profile),
            ("XDG_CACHE_HOME", Path.Combine(folder, "cache")),
            (ModelStore.FolderVariable, models),
            ("LC_ALL", "C.UTF-8"),
            ("DISPLAY", null),
            .. environment,
        ];
        return new GimpSession(start, variables, port);
    }

    /// <summary>Evaluates a script of at most 65535 bytes. Definitions stay.</summary>
    /// <returns>Its last value as Script-Fu writes it.</returns>
    /// <exception cref="GimpException">GIMP answers that it failed, and why.</exception>
    public string Evaluate(string script) => Exchange(script, stream =>
    {
        stream.Write(Request(script));
        byte[] header = Read(stream, 4);
        string answer = Encoding.UTF8.GetString(Read(stream, BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2))));
        return header[1] == 0 ? answer : throw new GimpException(answer.Trim());
    });

    /// <summary>Evaluates a script whose value is a number, or a list that begins with one, as procedures return it.</summary>
    public int Number(string script) => (int)Numbers(script)[0];

    /// <summary>Evaluates a script whose value is a text, or a list of one.</summary>
    public string Text(string script)
    {
        string answer = Evaluate(script);
        Match text = Quoted().Match(answer);
        Assert.That(text.Success, answer);
        return Regex.Unescape(text.Groups[1].Value);
    }

    /// <summary>Evaluates a script; every number in its value, in order.</summary>
    public double[] Numbers(string script) =>
        [.. Number().Matches(Evaluate(script)).Select(number => double.Parse(number.Value, CultureInfo.InvariantCulture))];

    /// <summary>A text as a script writes it.</summary>
    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static byte[] Request(string script)
    {
        byte[] text = Encoding.UTF8.GetBytes(script), request = new byte[3 + text.Length];
        request[0] = Magic;
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(1), checked((ushort)text.Length));
        text.CopyTo(request, 3);
        return request;
    }

    [GeneratedRegex("CRITICAL|WARNING|procedure 'gimp-")]
    private static partial Regex Complaint();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")]
    private static partial Regex Number();
}

using System.Globalization;
using System.Text;
using Enlarger.CommandLine.Streaming;

namespace Enlarger.CommandLine;

/// <summary>The three standard streams: text for people and scripts, raw bytes for the pixel pipe.</summary>
/// <param name="output">Takes results.</param>
/// <param name="error">Takes errors and progress.</param>
/// <param name="openInput">Opens the raw input.</param>
/// <param name="openOutput">Opens the raw output, on which a closed reader is an error.</param>
/// <param name="isInteractive">Whether a person sees <paramref name="error"/> as it is written.</param>
/// <param name="isOutputSeen">Whether <paramref name="output"/> goes to the same screen.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, Func<Stream> openInput, Func<Stream> openOutput, bool isInteractive, bool isOutputSeen = false)
{
    /// <summary>Takes errors and progress.</summary>
    public TextWriter Error => error;

    /// <summary>Whether a person sees <see cref="Error"/> as it is written.</summary>
    public bool IsInteractive => isInteractive;

    /// <summary>Whether results appear on the same screen, where they would tear what is drawn on <see cref="Error"/>.</summary>
    public bool IsOutputSeen => isOutputSeen;

    /// <summary>The streams of this process, UTF-8 whatever the locale.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            StandardHandles.OpenInput,
            StandardHandles.OpenOutput,
            !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            !Console.IsOutputRedirected);
    }

    /// <summary>The raw input.</summary>
    public Stream OpenInput() => openInput();

    /// <summary>The raw output, on which a closed reader is an error.</summary>
    public Stream OpenOutput() => openOutput();

    /// <summary>Prints a line of the result.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: nothing takes it.</exception>
    public void Print(string line)
    {
        try
        {
            output.WriteLine(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(ErrorKind.Output, "The standard output could not be written.", exception);
        }
    }

    /// <summary>Takes notes in place of <see cref="Say"/>, where a command has a better way.</summary>
    public Action<string>? NoteWriter { get; set; }

    /// <summary>Says what takes time.</summary>
    public void Note(string line) => (NoteWriter ?? Say)(line);

    /// <summary>Says how far the work is, for a host that reads it.</summary>
    public void SayProgress(int percent) => Say(string.Create(CultureInfo.InvariantCulture, $"progress {percent / 100.0:0.00}"));

    /// <summary>Says something beside the result, if anything listens.</summary>
    public void Say(string line)
    {
        try
        {
            error.WriteLine(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is no better place to complain.
        }
    }
}

using Enlarger.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.Explorer.Events;

/// <summary>Something that the program tells with --json, one in a line.</summary>
/// <param name="Event">What has happened.</param>
internal abstract record ProgramEvent(string Event)
{
    private const string Where = "An event of enlarger";

    /// <summary>Reads an event.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it is none of this version's.</exception>
    public static ProgramEvent Read(string line)
    {
        try
        {
            return (string?)JObject.Parse(line)["event"] switch
            {
                "batch" => StrictJson.Read<BatchEvent>(line, Where, ErrorKind.Output),
                "start" => StrictJson.Read<StartEvent>(line, Where, ErrorKind.Output),
                "note" => StrictJson.Read<NoteEvent>(line, Where, ErrorKind.Output),
                "progress" => StrictJson.Read<ProgressEvent>(line, Where, ErrorKind.Output),
                "done" => StrictJson.Read<DoneEvent>(line, Where, ErrorKind.Output),
                "skipped" => StrictJson.Read<SkippedEvent>(line, Where, ErrorKind.Output),
                "error" => StrictJson.Read<ErrorEvent>(line, Where, ErrorKind.Output),
                "stopped" => StrictJson.Read<StoppedEvent>(line, Where, ErrorKind.Output),
                "summary" => StrictJson.Read<SummaryEvent>(line, Where, ErrorKind.Output),
                var other => throw new EnlargerException(ErrorKind.Output, $"{Where} is of an unknown kind, '{other}'."),
            };
        }
        catch (Exception exception) when (exception is JsonException or EnlargerException or ArgumentException)
        {
            throw new EnlargerException(ErrorKind.Output, "Enlarger gave an answer that cannot be read: install it again.", exception);
        }
    }
}

using System.Text;
using Enlarger.CommandLine.Files;
using Enlarger.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Enlarger.CommandLine.Batches;

/// <summary>
/// What batches made in a folder, by which a later one knows what is done and what it may replace: hidden files of JSON lines that only ever
/// grow. Each part of a batch (--jobs) has a file of its own, so that no two machines write into one; all of them are read.
/// </summary>
internal sealed class Ledger
{
    private const string Prefix = ".enlarger-batch", Extension = ".jsonl";
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _folder;
    private readonly string _file;
    private readonly ILookup<string, LedgerEntry> _entries;

    /// <summary>Reads the ledger of a folder, which need not be there.</summary>
    /// <param name="folder">The folder of results.</param>
    /// <param name="part">The part of the batch that writes into it, if it has parts.</param>
    public Ledger(string folder, JobPart? part)
    {
        _folder = folder;
        _file = Path.Combine(folder, part is null ? Prefix + Extension : $"{Prefix}-{part.Number}-of-{part.Count}{Extension}");
        _entries = Read(folder).ToLookup(entry => entry.Output, RealPath.Comparer);
    }

    /// <summary>The entry of the run that wrote a result as it is now, or null if it is not ours or not as we wrote it.</summary>
    /// <param name="output">The result.</param>
    public LedgerEntry? Find(string output)
    {
        string name = Path.GetFileName(output);
        return _entries.Contains(name) && FileStamp.Of(output) is { } stamp ? _entries[name].LastOrDefault(entry => entry.OutputStamp == stamp) : null;
    }

    /// <summary>Whether an entry tells of the picture at that path, changed since or not.</summary>
    public bool IsAbout(LedgerEntry entry, string input) => RealPath.Comparer.Equals(entry.Input, PathTo(input));

    /// <summary>Finds out before the work whether a result could be noted after it.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: the ledger is there and may not be written.</exception>
    public void DemandWritable()
    {
        if (!File.Exists(_file)) return;
        try
        {
            OpenToAppend().Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(
                ErrorKind.Output, $"'{_file}' may not be written, so the next run would not know what this one did: change its permissions or remove it.", exception);
        }
    }

    /// <summary>Notes a result.</summary>
    /// <param name="input">The picture.</param>
    /// <param name="inputStamp">The picture as it was when it was opened.</param>
    /// <param name="settings">The fingerprint of the recipe.</param>
    /// <param name="output">The result, in this folder.</param>
    /// <param name="whole">Where the result lies until it gets its name.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it could not be noted.</exception>
    public void Add(string input, FileStamp inputStamp, string settings, string output, string whole)
    {
        try
        {
            FileStamp stamp = FileStamp.Of(whole) ?? throw new FileNotFoundException("It is gone.", whole);
            Append(Line(new LedgerEntry(PathTo(input), inputStamp, settings, Path.GetFileName(output), stamp)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EnlargerException(
                ErrorKind.Output, $"'{output}' was not written, because '{_file}' could not be, by which the next run would know it: free the disk or allow writing.", exception);
        }
    }

    private static IEnumerable<LedgerEntry> Read(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (string file in Patiently(() => Directory.GetFiles(folder, $"{Prefix}*{Extension}")) ?? [])
        {
            foreach (string line in Patiently(() => File.ReadAllLines(file)) ?? [])
            {
                if (Parse(line) is { } entry) yield return entry;
            }
        }
    }

    // A line that was cut off or damaged tells nothing: its result counts as somebody else's, which is safe.
    private static LedgerEntry? Parse(string line)
    {
        try
        {
            return StrictJson.Read<LedgerEntry>(line, "The line", ErrorKind.Input);
        }
        catch (EnlargerException)
        {
            return null;
        }
    }

    private static string Line(LedgerEntry entry)
    {
        using var json = new JsonTextReader(new StringReader(StrictJson.Write(entry))) { DateParseHandling = DateParseHandling.None };
        return JToken.Load(json).ToString(Formatting.None);
    }

    // Another run without --jobs may be writing or reading the same file, for a moment each.
    private static T? Patiently<T>(Func<T> read)
        where T : class
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return read();
            }
            catch (IOException) when (attempt < Attempts)
            {
                Thread.Sleep(Pause);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    private void Append(string line)
    {
        using FileStream file = OpenToAppend();
        file.Seek(0, SeekOrigin.End);
        // A line that a killed run began stays a line of its own.
        bool whole = file.Length == 0 || LastByte(file) == '\n';
        file.Write(Encoding.UTF8.GetBytes($"{(whole ? "" : "\n")}{line}\n"));
        file.Flush(flushToDisk: true);
    }

    private FileStream OpenToAppend()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (attempt < Attempts && exception is not (DirectoryNotFoundException or PathTooLongException))
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private static int LastByte(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }

    private string PathTo(string input) => Path.GetRelativePath(RealPath.Of(_folder), Path.Combine(RealPath.Of(Path.GetDirectoryName(input) is { Length: > 0 } folder ? folder : "."), Path.GetFileName(input)))
        .Replace(Path.DirectorySeparatorChar, '/');
}

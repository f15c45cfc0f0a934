using Enlarger.Inference.Devices;
using Enlarger.Json;

namespace Enlarger.Inference.Checks;

/// <summary>
/// Remembers checks in a file. It is a memory, no setting: where it cannot be read or written, checks are made again.
/// </summary>
/// <param name="file">The file; neither it nor its folder need exist.</param>
internal sealed class CheckBook(string file)
{
    /// <summary>The name of the file in <see cref="DevicesFolder"/>.</summary>
    public const string FileName = "checks.json";

    private const int Kept = 500;

    private readonly MemoryFile<CheckList> _file = new(file);
    private readonly Lock _gate = new();

    /// <summary>What is remembered of a check; null if nothing is.</summary>
    public CheckResult? Find(CheckKey key) => Read().FirstOrDefault(check => check.Key == key);

    /// <summary>Remembers a check in place of an earlier one.</summary>
    public void Remember(CheckResult result) => Change(checks => [result, .. checks.Where(check => check.Key != result.Key).Take(Kept - 1)]);

    /// <summary>Forgets a check.</summary>
    public void Forget(CheckKey key) => Forget(other => other == key);

    /// <summary>Forgets the checks of all devices of a kind, since what they were made with has changed.</summary>
    public void Forget(DeviceKind kind) => Forget(key => key.Device.StartsWith(Device.NameOf(kind), StringComparison.Ordinal));

    private void Forget(Func<CheckKey, bool> which)
    {
        if (_file.Exists) Change(checks => [.. checks.Where(check => !which(check.Key))]);
    }

    private void Change(Func<IReadOnlyList<CheckResult>, IReadOnlyList<CheckResult>> change)
    {
        // What is not written the next process checks once more.
        lock (_gate) _file.Write(new CheckList(change(Read())));
    }

    private IReadOnlyList<CheckResult> Read() => _file.Read()?.Checks ?? [];
}

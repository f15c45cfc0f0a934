using System.Diagnostics;
using System.Globalization;
using Enlarger.Imaging;
using Enlarger.Inference.Faults;
using Enlarger.Models;

namespace Enlarger.Inference.Checks;

/// <summary>
/// Compares a device with the processor before it is trusted with a picture: the same tile, of the shape and precision that pictures will
/// have, twice on the device and once on the processor. Remembered for as long as neither device, driver, runtime nor generator change.
/// </summary>
/// <param name="loader">Loads generators.</param>
/// <param name="book">Remembers.</param>
/// <param name="time">The clock.</param>
internal sealed class DeviceCheck(NetworkLoader loader, CheckBook book, TimeProvider time)
{
    /// <summary>What the device must agree with the processor to, in decibels, where it computes in single precision.</summary>
    public const double Single = 50;

    /// <summary>The same in half precision.</summary>
    public const double Half = 40;

    // Between two runs there may be another order of summation, but no other picture.
    private const double Stability = 20;

    // The processor's run takes longest by far, and both precisions are compared with it.
    private ((string Sha256, PixelSize Window) Key, FloatPlanes Planes, double Seconds)? _reference;

    /// <summary>The check of a generator on a device, as remembered, or else made now.</summary>
    /// <param name="description">The generator.</param>
    /// <param name="placement">Where and how it is to run; not the processor.</param>
    /// <param name="window">The size of every input.</param>
    /// <param name="again">Whether what is remembered does not count.</param>
    /// <param name="begin">Called before the processor makes the tile, which may take its time.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DeviceFault">The tile was too large for the device's memory, or the device could not be opened: that says nothing about what it computes.</exception>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: the generator is not to be had.</exception>
    public CheckResult Of(GeneratorDescription description, Placement placement, PixelSize window, bool again, Action begin, CancellationToken cancellation)
    {
        // One network, whatever its weights: what is remembered of it holds for all that it may invent.
        description = description with { Blend = null };
        CheckKey key = Key(description, placement, window);
        if (!again && book.Find(key) is { } known && !IsUnderWay(known)) return known;
        book.Remember(Result(key, CheckVerdict.Unfinished, "it ended the program when it was checked"));
        try
        {
            CheckResult result = Make(description, placement, window, key, begin, cancellation);
            book.Remember(result);
            return result;
        }
        catch (DeviceFault fault) when (fault.Kind is not (FaultKind.OutOfMemory or FaultKind.Absent or FaultKind.Removed))
        {
            CheckResult result = Result(key, CheckVerdict.Failed, fault.Message);
            book.Remember(result);
            return result;
        }
        catch (Exception)
        {
            book.Forget(key);
            throw;
        }
    }

    /// <summary>Remembers that a device that had passed failed in use.</summary>
    /// <param name="description">The generator.</param>
    /// <param name="placement">Where and how it ran.</param>
    /// <param name="window">The size of every input.</param>
    /// <param name="reason">What happened.</param>
    public void Revoke(GeneratorDescription description, Placement placement, PixelSize window, string reason) =>
        book.Remember(Result(Key(description, placement, window), CheckVerdict.Failed, reason));

    /// <summary>A result that says why there was no check; it is not remembered.</summary>
    public CheckResult NotMade(GeneratorDescription description, Placement placement, PixelSize window, string reason) =>
        Result(Key(description, placement, window), CheckVerdict.Failed, reason.TrimEnd('.'));

    private CheckKey Key(GeneratorDescription description, Placement placement, PixelSize window) => new(
        placement.Device.Device.ToString(),
        placement.Device.Name,
        placement.Device.Driver,
        loader.Version,
        description.Id,
        description.HashOf(placement.Precision),
        placement.Precision,
        window.Width,
        window.Height);

    private CheckResult Result(CheckKey key, CheckVerdict verdict, string reason, double decibels = 0, double seconds = 0, double processorSeconds = 0) => new()
    {
        Key = key,
        Verdict = verdict,
        Decibels = Math.Round(decibels, 1),
        Seconds = Math.Round(seconds, 4),
        ProcessorSeconds = Math.Round(processorSeconds, 4),
        Reason = reason,
        Time = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        Process = Environment.ProcessId,
    };

    private CheckResult Make(GeneratorDescription description, Placement placement, PixelSize window, CheckKey key, Action begin, CancellationToken cancellation)
    {
        var pool = new PlanePool();
        using FloatPlanes tile = CheckPattern.Of(window);

        // The device first: whether it works at all is known in a moment.
        using NetworkGenerator network = loader.Load(description, placement, window, cancellation);
        using FloatPlanes first = network.Run(tile, pool, cancellation);
        long start = time.GetTimestamp();
        using FloatPlanes second = network.Run(tile, pool, cancellation);
        double seconds = time.GetElapsedTime(start).TotalSeconds;

        double needed = placement.Precision == Precision.Half ? Half : Single;
        double stable = Agreement.Decibels(first, second);
        if (stable < needed + Stability)
        {
            return Result(key, CheckVerdict.Failed, string.Create(CultureInfo.InvariantCulture, $"two runs over the same tile differ ({stable:0.0} dB)"), stable, seconds);
        }

        // The device has survived: what ends the program from here on is not its doing.
        book.Forget(key);
        (FloatPlanes reference, double processorSeconds) = Reference(description, tile, window, begin, cancellation);
        double decibels = Agreement.Decibels(first, reference);
        return decibels >= needed
            ? Result(key, CheckVerdict.Passed, "", decibels, seconds, processorSeconds)
            : Result(key, CheckVerdict.Failed, string.Create(CultureInfo.InvariantCulture, $"it disagrees with the CPU ({decibels:0.0} dB, {needed:0} needed)"), decibels, seconds, processorSeconds);
    }

    private (FloatPlanes Planes, double Seconds) Reference(GeneratorDescription description, FloatPlanes tile, PixelSize window, Action begin, CancellationToken cancellation)
    {
        (string, PixelSize) key = (description.Sha256, window);
        if (_reference is { } last && last.Key == key) return (last.Planes, last.Seconds);
        begin();
        using NetworkGenerator network = loader.Load(description, Placement.Reference, window, cancellation);
        long start = time.GetTimestamp();
        FloatPlanes planes = network.Run(tile, new PlanePool(), cancellation);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        _reference = (key, planes, seconds);
        return (planes, seconds);
    }

    private static bool IsUnderWay(CheckResult result)
    {
        // Where processes are numbered anew with each start, in containers, the number may be our own.
        if (result.Verdict != CheckVerdict.Unfinished || result.Process == Environment.ProcessId) return false;
        try
        {
            using Process process = Process.GetProcessById(result.Process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

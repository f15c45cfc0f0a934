using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Inference;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Models;

namespace Enlarger;

/// <summary>
/// What a host creates once: the filters, and behind them the generators, whose sessions are kept for the next picture. Filters may
/// run one at a time per engine.
/// </summary>
public sealed class Engine : IDisposable
{
    private readonly GeneratorPool _generators;

    /// <summary>An engine over the generators of a store.</summary>
    /// <param name="models">The store.</param>
    /// <param name="notice">
    /// Told, on the thread that runs a filter, what the user should know beside the result: that a device was checked, failed or is not
    /// used. One sentence each, none twice.
    /// </param>
    /// <param name="preferred">
    /// The GPU that the host itself draws with, which the user may have chosen there: where a device is to be chosen, it is tried before
    /// all others. One that is no use for generators, or not there any more, changes nothing.
    /// </param>
    public Engine(ModelStore models, Action<string>? notice = null, Device? preferred = null)
        : this(models, DeviceInventory.OfThisMachine(), new OnnxSessionOpener(), TimeProvider.System, Path.Combine(DevicesFolder.Default, CheckBook.FileName), notice, preferred)
    {
    }

    /// <summary>The same with devices that tests make up.</summary>
    internal Engine(ModelStore models, DeviceInventory devices, ISessionOpener opener, TimeProvider time, string checks, Action<string>? notice, Device? preferred = null)
    {
        Models = models;
        Devices = devices;
        var notices = new Notices(notice);
        var loader = new NetworkLoader((generator, precision, cancellation) => models.Open(generator, cancellation, precision), opener, time);
        var check = new DeviceCheck(loader, new CheckBook(checks), time);
        IPixelOperations operations = PixelOperations.Best;
        _generators = new GeneratorPool(devices, preferred, loader, check, operations, notices);
        Checkup = new DeviceCheckup(models, devices, check, loader);
        var darkroom = new Darkroom(models, _generators, operations, notices);
        Filters = [new Upscale(darkroom), new RestoreBlur(darkroom), new EnhanceCrop(darkroom)];
    }

    /// <summary>Where generators come from.</summary>
    public ModelStore Models { get; }

    /// <summary>What generators can run on.</summary>
    public DeviceInventory Devices { get; }

    /// <summary>Checks devices on demand.</summary>
    public DeviceCheckup Checkup { get; }

    /// <summary>Every filter, in the order of a menu.</summary>
    public IReadOnlyList<IFilter> Filters { get; }

    /// <summary>The filter of that id.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: there is none.</exception>
    public IFilter Filter(string id) => Filters.FirstOrDefault(filter => filter.Id == id)
        ?? throw new EnlargerException(ErrorKind.Usage, $"There is no filter '{id}': use {string.Join(", ", Filters.Select(filter => filter.Id))}.");

    /// <inheritdoc/>
    public void Dispose() => _generators.Dispose();
}

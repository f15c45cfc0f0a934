using System.Globalization;
using Enlarger.Imaging;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Faults;
using Enlarger.Models;
using Enlarger.Tiling;

namespace Enlarger.Inference;

/// <summary>What a generator may still run on, the best first; the last is the processor, which always remains. One only climbs down.</summary>
internal sealed class PlacementLadder
{
    private readonly GeneratorDescription _description;
    private readonly DeviceCheck _check;
    private readonly Notices _notices;
    private readonly List<Placement> _placements;
    private readonly Dictionary<DeviceInfo, TileBudget> _budgets = [];
    private readonly HashSet<PixelSize> _qualified = [];

    /// <summary>A ladder of all there is.</summary>
    /// <param name="description">The generator.</param>
    /// <param name="devices">The devices, the best first; the last is the processor.</param>
    /// <param name="isDemanded">Whether the user named the first of them, so that it must do.</param>
    /// <param name="check">Checks devices.</param>
    /// <param name="notices">Takes what the user should know.</param>
    public PlacementLadder(GeneratorDescription description, IEnumerable<DeviceInfo> devices, bool isDemanded, DeviceCheck check, Notices notices)
    {
        _description = description;
        _check = check;
        _notices = notices;
        _placements = [.. devices.SelectMany(device => Placement.On(device, description))];
        IsDemanded = isDemanded;
    }

    /// <summary>Whether the user named the device.</summary>
    public bool IsDemanded { get; }

    /// <summary>The best that is left.</summary>
    public Placement Best => _placements[0];

    /// <summary>The memory for a tile there.</summary>
    public TileBudget Budget
    {
        get
        {
            if (Best.IsReference) return TileBudget.OfThisMachine();
            if (!_budgets.TryGetValue(Best.Device, out TileBudget? budget)) _budgets.Add(Best.Device, budget = TileBudget.OfDevice(Best.Device));
            return budget;
        }
    }

    /// <summary>Lets no tile on the device be larger than that from now on.</summary>
    public void Limit(int side) => _budgets[Best.Device] = Budget.AtMost(side);

    /// <summary>Leaves half precision for single precision on the same device.</summary>
    public void LeaveHalf() => _placements.RemoveAt(0);

    /// <summary>Leaves the device.</summary>
    public void LeaveDevice()
    {
        DeviceInfo left = Best.Device;
        _placements.RemoveAll(placement => placement.Device == left);
        _qualified.Clear();
    }

    /// <summary>Remembers that what had passed its check failed in use.</summary>
    public void Revoke(PixelSize window, string reason) => _check.Revoke(_description, Best, window, reason);

    /// <summary>Demands of the device that it passes its check for inputs of that size, and leaves it half precision only where that is faster.</summary>
    /// <param name="window">The size.</param>
    /// <param name="cancellation">Stops a check.</param>
    /// <exception cref="DeviceFault">It does not pass, or is not worth it, or could not be checked.</exception>
    public void Qualify(PixelSize window, CancellationToken cancellation)
    {
        if (_qualified.Contains(window)) return;
        CheckResult best = Check(_placements.First(placement => placement.Precision == Precision.Single), window, cancellation);
        if (best.Verdict != CheckVerdict.Passed) throw new DeviceFault(FaultKind.Untrusted, best.Reason);
        if (Best.Precision == Precision.Half)
        {
            if (BetterHalf(best, window, cancellation) is { } half) best = half;
            else LeaveHalf();
        }

        // A chip's graphics may be the weaker part of it, and what a device cannot do itself its runtime leaves to the processor anyway.
        if (!IsDemanded && best.Seconds > best.ProcessorSeconds)
        {
            throw new DeviceFault(FaultKind.Untrusted, string.Create(CultureInfo.InvariantCulture, $"it is slower than the CPU ({best.Seconds:0.0} s a tile, {best.ProcessorSeconds:0.0} s)"));
        }

        _qualified.Add(window);
    }

    // The check of half precision, where it passed and is worth it.
    private CheckResult? BetterHalf(CheckResult single, PixelSize window, CancellationToken cancellation)
    {
        try
        {
            CheckResult half = Check(Best, window, cancellation);
            if (half.Verdict != CheckVerdict.Passed) _notices.Add($"{Best}: {half.Reason}, so it works in single precision.");
            return half.Verdict == CheckVerdict.Passed && half.Seconds < single.Seconds ? half : null;
        }
        catch (Exception e) when (e is DeviceFault or EnlargerException { Kind: ErrorKind.Model })
        {
            // Its file cannot be had just now, or it cannot be opened; single precision does as well, slower.
            return null;
        }
    }

    private CheckResult Check(Placement placement, PixelSize window, CancellationToken cancellation) => _check.Of(
        _description,
        placement,
        window,
        again: false,
        () => _notices.Add($"Checking {placement} with {_description.Id} against the CPU, once: the CPU makes a tile too."),
        cancellation);
}

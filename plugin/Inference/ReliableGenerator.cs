using Enlarger.Imaging;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Faults;
using Enlarger.Models;
using Enlarger.Tiling;

namespace Enlarger.Inference;

/// <summary>
/// A generator that outlives its device. It starts on the best placement that passes its check and answers what the device does to a tile:
/// out of memory, it halves tiles; lost, it opens the device again; wrong values, it goes on in single precision, then on the processor;
/// no answer, on the processor at once. A tile that seems wrong is made again by the processor, which has the last word; what has no sign
/// of being wrong is what the check before first use is for. Whatever happens is told once.
/// </summary>
internal sealed class ReliableGenerator : IGenerator, IDisposable
{
    // A device that is lost again and again would otherwise be opened for every tile.
    private const int MostRebuilds = 3;

    // A generator that changes pictures beyond recognition, on every device alike, would otherwise be run on the processor for every tile.
    private const int MostAcquittals = 3;

    private readonly GeneratorDescription _description;
    private readonly PlacementLadder _ladder;
    private readonly NetworkLoader _loader;
    private readonly IPixelOperations _operations;
    private readonly Notices _notices;
    private readonly Lock _gate = new();

    // What the tiles under way were planned with.
    private TileNeeds _needs;
    private PixelSize? _window;
    private int? _largestSide;

    private NetworkGenerator? _network;
    private NetworkGenerator? _processor;
    private TileInspector _inspector = new();
    private int _acquitted;
    private string? _refusal;
    private bool _isRebuilt;
    private int _rebuilds;

    /// <summary>A generator that is loaded when it is needed.</summary>
    /// <param name="description">The generator.</param>
    /// <param name="ladder">What it may run on.</param>
    /// <param name="loader">Loads it.</param>
    /// <param name="operations">The flavour of pixel work.</param>
    /// <param name="notices">Takes what the user should know.</param>
    public ReliableGenerator(GeneratorDescription description, PlacementLadder ladder, NetworkLoader loader, IPixelOperations operations, Notices notices)
    {
        _description = description;
        _needs = TileNeeds.Of(description);
        _ladder = ladder;
        _loader = loader;
        _operations = operations;
        _notices = notices;
    }

    /// <inheritdoc/>
    public int Scale => _description.Scale;

    private Placement Place => _ladder.Best;

    // A picture that is to be one single tile has no halo to part it with.
    private bool CanHalve => _description.InputSize is null && _needs.Halo >= _description.Halo.Default;

    /// <summary>Decides for a device, and plans the tiles of a picture for it, before the first of them is run.</summary>
    /// <param name="plan">Plans for a budget of memory.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="EnlargerException">
    /// <see cref="ErrorKind.Device"/>: the device that the user named cannot be used. <see cref="ErrorKind.Model"/>: the generator is not to be had.
    /// </exception>
    public TilePlan Settle(Func<TileBudget, TilePlan> plan, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _acquitted = 0;
            _inspector = new TileInspector();
            while (true)
            {
                if (_refusal is { } refusal) throw new EnlargerException(ErrorKind.Device, refusal);
                if (Plan(plan) is not { } tiles) continue;
                _needs = TileNeeds.Of(_description) with { Halo = tiles.Halo, Feather = tiles.Feather };
                _window = Place.IsReference ? null : tiles.Window;
                _largestSide = null;
                try
                {
                    Open(cancellation);
                    return tiles;
                }
                catch (DeviceFault fault)
                {
                    int half = _window is { } window ? Math.Max(window.Width, window.Height) / 2 : 0;
                    if (fault.Kind == FaultKind.OutOfMemory && CanHalve && half >= SmallestSide()) _ladder.Limit(half);
                    else Leave(fault, isMidway: false);
                }
            }
        }
    }

    // Null where the device cannot hold a tile that the user asks for, so that the next one is asked.
    private TilePlan? Plan(Func<TileBudget, TilePlan> plan)
    {
        try
        {
            return plan(_ladder.Budget);
        }
        catch (EnlargerException e) when (e.Kind == ErrorKind.Usage && !Place.IsReference && !_ladder.IsDemanded)
        {
            Leave(new DeviceFault(FaultKind.OutOfMemory, "its memory is too small for exact tiles", e), isMidway: false);
            return null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Device"/>: not even the processor could make the tile.</exception>
    public FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
    {
        lock (_gate) return Make(input, pool, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _processor?.Dispose();
    }

    private FloatPlanes Make(FloatPlanes input, PlanePool pool, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            int side = Math.Max(input.Width, input.Height);
            if (side > _largestSide) return TileParts.Run(part => Make(part, pool, cancellation), _needs, input, _largestSide.Value, _operations, pool);
            try
            {
                Open(cancellation);
                FloatPlanes output = _network!.Run(input, pool, cancellation);
                _isRebuilt = false;
                return Place.IsReference ? output : Inspected(input, output, pool, cancellation);
            }
            catch (DeviceFault fault)
            {
                Answer(fault, SideOf(input));
            }
        }
    }

    // The output, or the processor's where that shows that the device was wrong.
    private FloatPlanes Inspected(FloatPlanes input, FloatPlanes output, PlanePool pool, CancellationToken cancellation)
    {
        if (_inspector.Suspect(input, output) is not { } suspicion) return output;
        using (output)
        {
            _processor ??= _loader.Load(_description, Placement.Reference, null, cancellation);
            FloatPlanes reference;
            try
            {
                reference = _processor.Run(input, pool, cancellation);
            }
            catch (DeviceFault fault)
            {
                // Nobody can tell who is right: the processor makes the tile its own way, and says so if it cannot.
                Leave(new DeviceFault(FaultKind.Untrusted, $"{suspicion} and the CPU could not tell ({fault.Message})", fault), isMidway: true);
                return Make(input, pool, cancellation);
            }

            if (Agreement.IsSame(output, reference)) Acquit(suspicion);
            else Answer(new DeviceFault(FaultKind.WrongValues, suspicion), SideOf(input));
            return reference;
        }
    }

    // A generator that changes pictures a lot does so on every device.
    private void Acquit(string suspicion)
    {
        if (suspicion == TileInspector.AnotherPicture) _inspector.AcceptsAnyPicture = ++_acquitted >= MostAcquittals;
    }

    private void Answer(DeviceFault fault, int side)
    {
        switch (fault.Kind)
        {
            case FaultKind.OutOfMemory when CanHalve && side / 2 >= SmallestSide():
                Halve(fault, side / 2);
                break;
            case FaultKind.Removed or FaultKind.Failed when !Place.IsReference && !_isRebuilt && _rebuilds < MostRebuilds:
                _notices.Add($"{Place}: {fault.Message}, so it was opened again.");
                _isRebuilt = true;
                _rebuilds++;
                Close();
                break;
            case FaultKind.WrongValues when Place.Precision == Precision.Half:
                Revoke(fault);
                _notices.Add($"{Place}: {fault.Message}, so it goes on in single precision.");
                Close();
                _ladder.LeaveHalf();
                break;
            default:
                if (fault.Kind is FaultKind.WrongValues or FaultKind.NotResponding) Revoke(fault);
                Leave(fault, isMidway: true);
                break;
        }
    }

    // For the rest of the picture, and on a device for the next ones too.
    private void Halve(DeviceFault fault, int side)
    {
        _notices.Add($"{Place}: {fault.Message}, so it works with smaller tiles.");
        PixelSize window = _ladder.Budget.AtMost(side).Window(_needs, _needs.Halo, side);
        _largestSide = window.Width;
        if (Place.IsReference) return;
        Close();

        // No larger than planned along either side: what is filled up would not be exact any more.
        _window = new PixelSize(Math.Min(window.Width, _window!.Value.Width), Math.Min(window.Height, _window.Value.Height));
        _ladder.Limit(side);
    }

    // To the next device, for good.
    private void Leave(DeviceFault fault, bool isMidway)
    {
        if (Place.IsReference) throw Error(fault);
        Close();
        string left = Place.DeviceName;
        string refusal = $"{left} cannot be used for {_description.Id}: {fault.Message}. Choose auto or another device; 'enlarger devices --check' checks it again.";
        if (_ladder.IsDemanded && !isMidway) throw new EnlargerException(ErrorKind.Device, refusal, fault);

        // This picture is finished, and the next one is not begun on another device than the one asked for.
        if (_ladder.IsDemanded) _refusal = refusal;
        _ladder.LeaveDevice();
        _notices.Add($"{left}: {fault.Message}, so {(Place.IsReference ? "the CPU" : Place.DeviceName)} does the work.");

        // The tiles under way were planned for a device with other memory. Another one says so; the processor's system ends the program.
        if (!isMidway || !Place.IsReference) return;
        _window = null;
        if (CanHalve) _largestSide = _ladder.Budget.Window(_needs, _needs.Halo, 0).Width;
    }

    private void Revoke(DeviceFault fault)
    {
        if (_window is { } window && !Place.IsReference) _ladder.Revoke(window, fault.Message);
    }

    // What the device has to hold: a tile is filled up to the size that it is prepared for.
    private int SideOf(FloatPlanes input) => _window is { } window ? Math.Max(window.Width, window.Height) : Math.Max(input.Width, input.Height);

    private int SmallestSide() => TileBudget.SmallestWindow(_needs, _needs.Halo);

    private void Open(CancellationToken cancellation)
    {
        if (_network is { IsLost: false } && (Place.IsReference || _network.Window == _window)) return;
        Close();
        if (!Place.IsReference) _ladder.Qualify(_window!.Value, cancellation);
        _network = Place.IsReference && _processor is not null ? _processor : _loader.Load(_description, Place, _window, cancellation);
        if (_network == _processor) _processor = null;
        _inspector = new TileInspector { AcceptsAnyPicture = _acquitted >= MostAcquittals };
    }

    private void Close()
    {
        _network?.Dispose();
        _network = null;
    }

    private EnlargerException Error(DeviceFault fault) => new(
        ErrorKind.Device,
        fault.Kind switch
        {
            FaultKind.OutOfMemory => $"There is not enough memory to run {_description.Id} on a tile of this picture: close other programs, choose a smaller tile, or leave exact off.",
            FaultKind.WrongValues => $"The generator {_description.Id} failed: {fault.Message}. Nothing was written.",
            _ => $"The generator {_description.Id} failed on the CPU: {fault.Message}.",
        },
        fault);
}

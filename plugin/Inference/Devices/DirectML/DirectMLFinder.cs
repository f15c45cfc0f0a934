using System.Runtime.InteropServices;
using Enlarger.Inference.Natives;

namespace Enlarger.Inference.Devices.DirectML;

/// <summary>Looks for the GPUs of Windows, which number them for DirectML too.</summary>
/// <param name="adapters">Lists them; null asks Windows.</param>
/// <param name="library">Tells where DirectML.dll lies, if anywhere; null looks into the product's folder.</param>
/// <param name="patience">How long that may take: it is drivers that answer.</param>
internal sealed class DirectMLFinder(Func<IReadOnlyList<DxgiAdapter>>? adapters = null, Func<string?>? library = null, TimeSpan? patience = null) : IDeviceFinder
{
    /// <summary>DirectML itself, which comes with Enlarger: Windows may have an older one.</summary>
    public const string Library = "DirectML";

    // What a GPU on a card has of its own at least; one inside the processor has a little, and works with the machine's memory.
    private const long LeastOwnMemory = 1L << 30;

    /// <inheritdoc/>
    public DeviceKind Kind => DeviceKind.DirectML;

    /// <inheritdoc/>
    public DeviceListing Find()
    {
        try
        {
            if ((library ?? (() => NativeLibraries.PathOf(Library)))() is null) return None($"{Library}.dll is not in Enlarger's folder: install Enlarger again, or use cpu");
            Task<IReadOnlyList<DxgiAdapter>> listing = Task.Run(adapters ?? AskWindows);
            if (!listing.Wait(patience ?? TimeSpan.FromSeconds(10))) return None("a graphics driver does not answer: restart Windows or update the driver, or use cpu");
            DeviceInfo[] found = [.. listing.Result.Where(adapter => !adapter.IsSoftware).Select(Describe)];
            return found.Length > 0 ? new DeviceListing(found, null) : None("Windows reports no GPU: install the driver of its maker, or use cpu");
        }
        catch (Exception exception)
        {
            Exception cause = exception is AggregateException { InnerException: { } inner } ? inner : exception;
            string code = cause is COMException ? $" (error {cause.HResult:X8})" : "";
            return None($"Windows cannot list its GPUs{code}: update the graphics driver, or use cpu");
        }
    }

    private static IReadOnlyList<DxgiAdapter> AskWindows() => OperatingSystem.IsWindows() ? Dxgi.Adapters() : [];

    private static DeviceListing None(string problem) => new([], problem);

    private static DeviceInfo Describe(DxgiAdapter adapter)
    {
        bool hasOwn = adapter.DedicatedBytes >= LeastOwnMemory;
        long total = hasOwn ? adapter.DedicatedBytes : Math.Max(adapter.DedicatedBytes, adapter.SharedBytes);
        long? free = hasOwn ? adapter.FreeLocalBytes : Larger(adapter.FreeLocalBytes, adapter.FreeSharedBytes);
        return new DeviceInfo(new Device(DeviceKind.DirectML, adapter.Index), adapter.Name, adapter.Driver, total, Math.Min(free ?? total, total));
    }

    // Of a GPU inside the processor, all memory counts as near or none, by its maker.
    private static long? Larger(long? local, long? shared) => local is null || shared is null ? local ?? shared : Math.Max(local.Value, shared.Value);
}

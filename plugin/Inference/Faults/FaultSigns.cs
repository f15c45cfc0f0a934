using System.Text.RegularExpressions;

namespace Enlarger.Inference.Faults;

/// <summary>
/// Tells what an error of ONNX Runtime or its providers means. They report all in one exception, so that the text is what there is to go
/// by: error numbers of DXGI and CUDA where they are in it, words where not.
/// </summary>
internal static partial class FaultSigns
{
    private static readonly (FaultKind Kind, string Message, string[] Signs)[] Known =
    [
        (FaultKind.OutOfMemory, "it ran out of memory",
        [
            "out of memory", "failed to allocate memory", "bad allocation", "bad_alloc", "ALLOC_FAILED", "8007000E", "cudaErrorMemoryAllocation", "CUDA failure 2:", "CUDA error 2:",
        ]),
        (FaultKind.Removed, "it was lost, as after a reset of its driver",
        [
            // DXGI_ERROR_DEVICE_REMOVED, _HUNG, _RESET, _DRIVER_INTERNAL_ERROR.
            "887A0005", "887A0006", "887A0007", "887A0020", "device removed", "device instance has been suspended",

            // cudaErrorDevicesUnavailable, IllegalAddress, LaunchTimeout, LaunchFailure, Unknown.
            "CUDA failure 46:", "CUDA failure 700:", "CUDA failure 702:", "CUDA failure 719:", "CUDA failure 999:", "illegal memory access", "unspecified launch failure",
        ]),
        (FaultKind.Absent, "it cannot be opened",
        [
            // DXGI_ERROR_UNSUPPORTED; cudaErrorInsufficientDriver, NoDevice, InvalidDevice.
            "887A0004", "CUDA failure 35:", "CUDA failure 100:", "CUDA failure 101:", "failed to load library", "not enabled in this build", "is not available", "cannot open shared object",
        ]),
    ];

    /// <summary>The fault that an error means.</summary>
    /// <param name="error">What was reported.</param>
    /// <param name="otherwise">What to say where that is none of the known signs.</param>
    public static DeviceFault Read(Exception error, string otherwise)
    {
        foreach ((FaultKind kind, string message, string[] signs) in Known)
        {
            if (!signs.Any(sign => error.Message.Contains(sign, StringComparison.OrdinalIgnoreCase))) continue;
            return new DeviceFault(kind, kind == FaultKind.Absent ? $"{message}: {Said(error)}" : message, error);
        }

        return new DeviceFault(FaultKind.Failed, $"{otherwise}: {Said(error)}", error);
    }

    // Failed to load library PATH with error: PATH: undefined symbol: NAME, version LIBRARY
    [GeneratedRegex(@"[Ff]ailed to load library .*?([^/\\\s]+) with error: (?:/\S+: )?(.+)$")]
    private static partial Regex LoadFailure();

    /// <summary>The first line of what was reported, without what only its authors can read; they find that in the error itself.</summary>
    public static string Said(Exception error)
    {
        string line = error.Message.Split('\n')[0].Trim();
        if (WindowsError().Match(line) is { Success: true } windows) line = $"error {windows.Groups[1].Value}, {windows.Groups[2].Value}";
        line = Prefix().Replace(line, "");
        return LoadFailure().Replace(line, "$1 does not load ($2)").TrimEnd('.');
    }

    // ...\DmlGraphFusionHelper.cpp(614)\onnxruntime.dll!0000000022350FBE: (caller: 00000000222D7556) Exception(1) tid(1c8) 80070057 Invalid parameter
    [GeneratedRegex(@"tid\([0-9a-f]+\) ([0-9A-F]{8}) (.+)$")]
    private static partial Regex WindowsError();

    [GeneratedRegex(@"^\[ErrorCode:\w+\] (Exception during initialization: )?")]
    private static partial Regex Prefix();
}

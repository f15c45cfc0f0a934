using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Inference.Natives;

/// <summary>
/// What ONNX Runtime (1.30, also on Linux) sends its makers about its use, under a number that it keeps for the machine, unless it is told not
/// to. Enlarger sends nothing to anybody.
/// </summary>
internal static partial class Telemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY", Off = "1";

    /// <summary>Forbids it, before the library is loaded: it begins with the first thing that is asked of it.</summary>
    public static void Forbid()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(Variable, Off);
        }
        else if (Environment.GetEnvironmentVariable(Variable) != Off)
        {
            // .NET keeps variables to itself, where no native library sees them.
            _ = setenv(Variable, Off, 1);
            Environment.SetEnvironmentVariable(Variable, Off);
        }
    }

    /// <summary>Ends it, once the library is loaded: what Windows itself collects heeds no variable.</summary>
    public static void End() => OrtEnv.Instance().DisableTelemetryEvents();

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}

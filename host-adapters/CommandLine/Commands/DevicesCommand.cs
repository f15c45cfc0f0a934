using System.CommandLine;
using System.Runtime.InteropServices;
using Enlarger.CommandLine.Progress;

namespace Enlarger.CommandLine.Commands;

/// <summary>Lists what generators can run on.</summary>
internal sealed class DevicesCommand : Command
{
    /// <summary>The command.</summary>
    public DevicesCommand(CommandContext context)
        : base("devices", "Lists what generators can run on.") =>
        SetAction(_ => context.Terminal.Print(
            $"cpu  {ProcessorName()}, {Environment.ProcessorCount} threads, {Summary.Bytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)} of memory"));

    private static string ProcessorName()
    {
        const string Model = "model name";
        string? name = OperatingSystem.IsWindows()
            ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            : File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Model, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() : null;
        return string.IsNullOrWhiteSpace(name) ? RuntimeInformation.ProcessArchitecture.ToString() : name;
    }
}

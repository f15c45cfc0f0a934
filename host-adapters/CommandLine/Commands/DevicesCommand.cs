using System.CommandLine;
using System.Runtime.InteropServices;
using Enlarger.CommandLine.Commands.Devices;
using Enlarger.CommandLine.Progress;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Models;

namespace Enlarger.CommandLine.Commands;

/// <summary>Lists what generators can run on, and checks it.</summary>
internal sealed class DevicesCommand : Command
{
    private readonly CommandContext _context;

    /// <summary>The command.</summary>
    public DevicesCommand(CommandContext context)
        : base("devices", "Lists what generators can run on.")
    {
        _context = context;
        Add(new Command("install", "Brings what a device needs beyond Enlarger itself.") { new InstallCudaCommand(context) });
        Add(new Command("uninstall", "Removes it again.") { new UninstallCudaCommand(context) });
        var check = new Option<bool>("--check") { Description = "Compares every GPU with the CPU, with every generator that is installed, and prints a report to paste." };
        Options.Add(check);
        SetAction(result => result.GetValue(check) ? Check() : List());
    }

    private Terminal Terminal => _context.Terminal;

    private DeviceInventory Inventory => _context.Workshop.Engine.Devices;

    private int List()
    {
        foreach (DeviceKind kind in Inventory.Kinds)
        {
            DeviceListing found = Inventory.Find(kind);
            _context.Cancellation.ThrowIfCancellationRequested();
            foreach (DeviceInfo device in found.Devices)
            {
                string driver = device.Driver.Length == 0 ? "" : $", driver {device.Driver}";
                Terminal.Print($"{device.Device}  {device.Name}{driver}, {Summary.Bytes(device.TotalBytes)} of memory");
            }

            if (found.Problem is { } problem) Terminal.Print($"{Device.NameOf(kind)}  not used: {problem}.");
        }

        return ExitCode.Done;
    }

    private int Check()
    {
        DeviceCheckup checkup = _context.Workshop.Engine.Checkup;
        Terminal.Print($"Enlarger {typeof(Engine).Assembly.GetName().Version?.ToString(3)}, ONNX Runtime {checkup.Runtime}, {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}");
        List();
        bool isAnyChecked = false, hasAnyFailed = false;
        foreach (CheckResult result in checkup.Run((device, generator) => Terminal.Note($"Checking {device.Device} with {generator.Id}..."), _context.Cancellation))
        {
            isAnyChecked = true;
            hasAnyFailed |= result.Verdict != CheckVerdict.Passed;
            Terminal.Print(ReportLine(result));
        }

        if (!isAnyChecked) Terminal.Print(Inventory.Kinds.All(kind => kind == DeviceKind.Cpu || Inventory.Find(kind).Devices.Count == 0)
            ? "There is no GPU to check: generators run on the CPU."
            : "There is no generator to check a GPU with: run 'enlarger models restore' first.");
        return hasAnyFailed ? (int)ErrorKind.Device : ExitCode.Done;
    }

    private static FormattableString Measured(CheckResult result) => $"{result.Decibels:0.0} dB, {result.Seconds:0.000} s a tile, {result.ProcessorSeconds:0.000} s on the CPU";

    private static string ReportLine(CheckResult result)
    {
        CheckKey key = result.Key;
        string verdict = result.Verdict == CheckVerdict.Passed ? $"passed ({FormattableString.Invariant(Measured(result))})" : $"FAILED: {result.Reason}";
        return $"{key.Device}  {key.Generator}, {key.Width}x{key.Height}, {(key.Precision == Precision.Half ? "half" : "single")} precision: {verdict}";
    }
}

using System.CommandLine;
using Enlarger.CommandLine.Commands.Devices;
using Enlarger.CommandLine.Progress;
using Enlarger.Inference.Devices;

namespace Enlarger.CommandLine.Commands;

/// <summary>Lists what generators can run on.</summary>
internal sealed class DevicesCommand : Command
{
    /// <summary>The command.</summary>
    public DevicesCommand(CommandContext context)
        : base("devices", "Lists what generators can run on.")
    {
        Add(new Command("install", "Brings what a device needs beyond Enlarger itself.") { new InstallCudaCommand(context) });
        Add(new Command("uninstall", "Removes it again.") { new UninstallCudaCommand(context) });
        SetAction(_ => List(context.Terminal, DeviceInventory.OfThisMachine()));
    }

    private static void List(Terminal terminal, DeviceInventory inventory)
    {
        foreach (DeviceKind kind in inventory.Kinds)
        {
            DeviceListing found = inventory.Find(kind);
            foreach (DeviceInfo device in found.Devices)
            {
                string driver = device.Driver.Length == 0 ? "" : $", driver {device.Driver}";
                terminal.Print($"{device.Device}  {device.Name}{driver}, {Summary.Bytes(device.TotalBytes)} of memory");
            }

            if (found.Problem is { } problem) terminal.Print($"{Device.NameOf(kind)}  none: {problem}.");
        }
    }
}

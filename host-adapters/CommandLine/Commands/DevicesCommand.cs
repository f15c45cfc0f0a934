using System.CommandLine;
using Enlarger.CommandLine.Progress;
using Enlarger.Inference.Devices;

namespace Enlarger.CommandLine.Commands;

/// <summary>Lists what generators can run on.</summary>
internal sealed class DevicesCommand : Command
{
    /// <summary>The command.</summary>
    public DevicesCommand(CommandContext context)
        : base("devices", "Lists what generators can run on.") => SetAction(_ => List(context.Terminal, DeviceInventory.OfThisMachine()));

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

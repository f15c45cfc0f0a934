using System.CommandLine;
using Enlarger.Inference.Devices;
using Enlarger.Models.Builder.Providers;

namespace Enlarger.CommandLine.Commands.Devices;

/// <summary>Brings what generators need beyond Enlarger itself to run on NVIDIA GPUs under Linux.</summary>
internal sealed class InstallCudaCommand : Command
{
    private readonly CommandContext _context;

    /// <summary>The command.</summary>
    public InstallCudaCommand(CommandContext context)
        : base("cuda", "Downloads and verifies what generators need to run on NVIDIA GPUs under Linux.")
    {
        _context = context;
        SetAction(_ => Run());
    }

    private void Run()
    {
        Terminal terminal = _context.Terminal;
        var installer = new CudaInstaller(new TerminalNotes(terminal));
        terminal.Print($"cuda: {(installer.Install(_context.Cancellation) ? "installed in" : "is already in")} {installer.Folder}");
        terminal.Print("It needs on this machine: an NVIDIA GPU with its driver, 580 or newer; CUDA 13; cuDNN 9.");
        string? lacks = CudaInstaller.WhatTheMachineLacks();
        DeviceListing found = DeviceInventory.OfThisMachine().Find(DeviceKind.Cuda);
        foreach (string problem in new[] { found.Problem, lacks }.OfType<string>().Distinct()) terminal.Print($"It cannot be used yet: {problem}.");
        foreach (DeviceInfo device in found.Devices) terminal.Print($"It can be used now: {device.Device}  {device.Name}");
    }
}

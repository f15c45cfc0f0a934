using System.CommandLine;
using Enlarger.Models.Builder.Providers;

namespace Enlarger.CommandLine.Commands.Devices;

/// <summary>Takes away what <see cref="InstallCudaCommand"/> brought.</summary>
internal sealed class UninstallCudaCommand : Command
{
    private readonly CommandContext _context;

    /// <summary>The command.</summary>
    public UninstallCudaCommand(CommandContext context)
        : base("cuda", "Removes what was installed for NVIDIA GPUs.")
    {
        _context = context;
        SetAction(_ => Run());
    }

    private void Run()
    {
        var installer = new CudaInstaller();
        _context.Terminal.Print(installer.Uninstall() ? $"cuda: removed from {installer.Folder}" : $"cuda: there is nothing in {installer.Folder}");
    }
}

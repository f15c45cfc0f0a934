using System.Runtime.InteropServices;
using Enlarger.CommandLine.Files;
using Enlarger.CommandLine.Streaming;

namespace Enlarger.CommandLine;

/// <summary>
/// Ctrl-C and the signals that end a process: the first asks for an orderly end, the second does not wait for it. Neither leaves a
/// temporary file.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
        _cancellation.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_cancellation.IsCancellationRequested)
        {
            TemporaryFile.DeleteAll();
            Environment.Exit(ExitCode.Cancelled);
        }

        _cancellation.CancelLate();
    }
}

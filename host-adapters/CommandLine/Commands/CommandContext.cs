namespace Enlarger.CommandLine.Commands;

/// <summary>What a command is given to run with.</summary>
/// <param name="Workshop">The filters and the generators.</param>
/// <param name="Terminal">The standard streams.</param>
/// <param name="Cancellation">Stops the command in order.</param>
internal sealed record CommandContext(Workshop Workshop, Terminal Terminal, CancellationToken Cancellation);

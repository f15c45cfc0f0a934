namespace Enlarger.CommandLine.Hosts.Krita;

/// <summary>Where a Krita keeps what is its user's.</summary>
/// <param name="Data">The folder of brushes, plug-ins and the like.</param>
/// <param name="Settings">The file of its settings.</param>
internal sealed record KritaFolders(string Data, string Settings);

namespace Enlarger.CommandLine.Vips;

/// <summary>How picture files are written.</summary>
/// <param name="Overwrite">Whether a file of that name may be replaced.</param>
internal sealed record WriteOptions(bool Overwrite = false);

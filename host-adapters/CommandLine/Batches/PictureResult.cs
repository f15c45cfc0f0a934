using Enlarger.Imaging;

namespace Enlarger.CommandLine.Batches;

/// <summary>A result that was written.</summary>
/// <param name="Output">Its file.</param>
/// <param name="Size">Its size in pixels.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Duration">The time from opening the picture.</param>
internal sealed record PictureResult(string Output, PixelSize Size, long Bytes, TimeSpan Duration);

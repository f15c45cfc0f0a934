namespace Enlarger.PaintDotNet.Work;

/// <summary>Where the enlarged layers go.</summary>
/// <param name="Path">The file, or the folder.</param>
/// <param name="IsFolder">Whether it is a folder of PNGs; else an OpenRaster file.</param>
internal sealed record LayerTarget(string Path, bool IsFolder);

using Enlarger.Imaging;

namespace Enlarger.Inference;

/// <summary>Something that enlarges a tile: a network on a device, or a plain kernel.</summary>
internal interface IGenerator
{
    /// <summary>Output pixels per input pixel along each axis.</summary>
    int Scale { get; }

    /// <summary>
    /// Enlarges a tile. May be called from several threads at once.
    /// </summary>
    /// <param name="input">Three planes, red, green, blue, sRGB-encoded, 0..1.</param>
    /// <param name="pool">Lends the memory of the result.</param>
    /// <param name="cancellation">Stops the work at once; where a device does not answer, within seconds.</param>
    /// <returns>Three planes of <see cref="Scale"/> times the size; values may lie slightly outside 0..1.</returns>
    FloatPlanes Run(FloatPlanes input, PlanePool pool, CancellationToken cancellation);
}

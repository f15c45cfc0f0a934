using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// Makes the low frequencies of a generator's picture follow its source. Generators shift colours and brightness a little; detail is theirs
/// to draw, but the mean of a neighbourhood is known. It is measured in cells of a grid that is the same for every tile, and corrected by a
/// gentle tone curve that runs smoothly from cell to cell: it lifts or lowers the mid-tones, and neither clips nor lets black or white go.
/// </summary>
internal sealed class ColorLock
{
    // In source pixels. Where a generator enlarges, a cell whose neighbours still lie within its halo; where it works at 1x it moves light across edges (that is
    // what removing blur is), and only means over an area wider than the blur are to be kept.
    private const int EnlargingCell = 8;
    private const int RestoringCell = 32;

    // Each round corrects what is left after the last; more would carry corrections farther than a halo.
    private const int Rounds = 6;

    private readonly ColorGrid _grid;

    /// <summary>Prepares the grid for a tile.</summary>
    /// <param name="input">What the generator saw, in source pixels.</param>
    /// <param name="times">Its output's pixels per source pixel.</param>
    public ColorLock(PixelArea input, int times) => _grid = new ColorGrid(input, times == 1 ? RestoringCell : EnlargingCell, times);

    /// <summary>Corrects a channel of the generator's output, in place.</summary>
    /// <param name="output">The output, within 0..1, and stays so.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="plain">One plane: the channel of the source over the same area, plainly enlarged. It has no more detail than the source, and its means.</param>
    /// <param name="scale">Its pixels per source pixel.</param>
    public void Apply(FloatPlanes output, int channel, FloatPlanes plain, int scale)
    {
        _grid.Want(plain, scale);
        for (int round = 0; round < Rounds && _grid.Fit(output, channel); round++)
        {
            for (int y = 0; y < output.Height; y++) _grid.Bend(y, output.Row(channel, y));
        }
    }
}

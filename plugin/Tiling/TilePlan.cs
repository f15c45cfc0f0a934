using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// How a picture is cut into tiles: pure geometry. Cores are as equal as whole multiples allow. The halo ends at the picture's border,
/// where a generator pads as it would for the whole picture: that is what makes tiled and untiled results equal.
/// </summary>
public sealed class TilePlan
{
    private readonly int[] _columns;
    private readonly int[] _rows;

    /// <summary>Plans the tiles of a picture.</summary>
    /// <param name="picture">Its size.</param>
    /// <param name="core">The largest core, in pixels along either side.</param>
    /// <param name="halo">The halo on every side.</param>
    /// <param name="feather">How far neighbours are blended on either side of their border; cut to the halo and to half of the smallest core.</param>
    /// <param name="multiple">What every tile's first column and row is a multiple of, so that a generator that works on blocks meets the same ones in any tile.</param>
    public TilePlan(PixelSize picture, int core, int halo, int feather = 0, int multiple = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(picture.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(picture.Height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(core, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(halo);
        ArgumentOutOfRangeException.ThrowIfNegative(feather);
        ArgumentOutOfRangeException.ThrowIfLessThan(multiple, 1);

        Picture = picture;
        Halo = RoundUp(halo, multiple);
        _columns = Borders(picture.Width, core, multiple);
        _rows = Borders(picture.Height, core, multiple);
        Feather = Math.Min(Math.Min(feather, Halo), Math.Min(Narrowest(_columns), Narrowest(_rows)) / 2);
    }

    /// <summary>The picture's size.</summary>
    public PixelSize Picture { get; }

    /// <summary>How far a tile sees beyond its core.</summary>
    public int Halo { get; }

    /// <summary>How far neighbours are blended on either side of their border.</summary>
    public int Feather { get; }

    /// <summary>Tiles side by side.</summary>
    public int Columns => _columns.Length - 1;

    /// <summary>Tiles one below the other.</summary>
    public int Rows => _rows.Length - 1;

    /// <summary>The tiles in reading order.</summary>
    public IEnumerable<Tile> Tiles =>
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Columns)
        select this[column, row];

    /// <summary>The tile in a column and row.</summary>
    public Tile this[int column, int row]
    {
        get
        {
            var core = new PixelArea(_columns[column], _rows[row], _columns[column + 1] - _columns[column], _rows[row + 1] - _rows[row]);
            return new Tile(column, row, core, core.Grow(Feather, Picture), core.Grow(Halo, Picture));
        }
    }

    private static int[] Borders(int length, int core, int multiple)
    {
        // In units of the multiple; the last unit may be incomplete.
        int units = (length + multiple - 1) / multiple;
        int unitsInCore = Math.Max(1, core / multiple);
        int parts = (units + unitsInCore - 1) / unitsInCore;
        int[] borders = new int[parts + 1];
        for (int i = 0; i < parts; i++) borders[i] = (int)((long)units * i / parts) * multiple;
        borders[parts] = length;
        return borders;
    }

    private static int Narrowest(int[] borders) => borders.Zip(borders.Skip(1), (a, b) => b - a).Min();

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}

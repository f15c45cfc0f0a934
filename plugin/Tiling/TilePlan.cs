using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// How a picture, or the part of it that is wanted, is cut into tiles: pure geometry. The halo ends at the picture's border, where a
/// generator pads as it would for the whole picture: that is what makes tiled and untiled results equal.
/// </summary>
public sealed class TilePlan
{
    private readonly TileAxis _columns;
    private readonly TileAxis _rows;

    /// <summary>Plans tiles whose cores are as equal as whole multiples allow.</summary>
    /// <param name="picture">The picture's size.</param>
    /// <param name="core">The largest core, in pixels along either side.</param>
    /// <param name="halo">The halo on every side.</param>
    /// <param name="feather">How far neighbours are blended on either side of their border; cut to the halo and to half of the smallest core.</param>
    /// <param name="multiple">What every tile's first column and row is a multiple of, so that a generator that works on blocks meets the same ones in any tile.</param>
    /// <param name="part">The part of the picture that is wanted; the whole if null. Tiles meet where those of the whole do.</param>
    /// <param name="wholeTiles">Whether the tiles of a part are those of the whole as they are, instead of cut down to it.</param>
    public TilePlan(PixelSize picture, int core, int halo, int feather = 0, int multiple = 1, PixelArea? part = null, bool wholeTiles = false)
    {
        Demand(picture, halo, feather, part);
        ArgumentOutOfRangeException.ThrowIfLessThan(core, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(multiple, 1);

        Picture = picture;
        Part = part ?? picture.Area;
        Halo = (halo + multiple - 1) / multiple * multiple;
        _columns = TileAxis.Cut(picture.Width, core, Halo, multiple);
        _rows = TileAxis.Cut(picture.Height, core, Halo, multiple);
        Feather = Math.Min(Math.Min(feather, Halo), Math.Min(_columns.Shortest, _rows.Shortest) / 2);
        if (Part == picture.Area) return;
        _columns = wholeTiles ? _columns.Choose(Part.X, Part.Right, Feather) : _columns.CutTo(Part.X, Part.Right, picture.Width, Halo, Feather, multiple);
        _rows = wholeTiles ? _rows.Choose(Part.Y, Part.Bottom, Feather) : _rows.CutTo(Part.Y, Part.Bottom, picture.Height, Halo, Feather, multiple);
    }

    private TilePlan(PixelSize picture, PixelSize window, PixelArea part, int halo, int feather, TileAxis columns, TileAxis rows)
    {
        Window = window;
        Picture = picture;
        Part = part;
        Halo = halo;
        Feather = Math.Min(Math.Min(feather, halo), Math.Min(columns.Shortest, rows.Shortest) / 2);
        _columns = columns.Choose(part.X, part.Right, Feather);
        _rows = rows.Choose(part.Y, part.Bottom, Feather);
    }

    /// <summary>The picture's size.</summary>
    public PixelSize Picture { get; }

    /// <summary>The size of all inputs, to which those at the border of a picture that has less are to be filled up; null where inputs differ.</summary>
    public PixelSize? Window { get; }

    /// <summary>The part of the picture that is wanted.</summary>
    public PixelArea Part { get; }

    /// <summary>What the cores cover: the wanted part, and as much more as their geometry takes.</summary>
    public PixelArea Covered => new(_columns.Start, _rows.Start, _columns.End - _columns.Start, _rows.End - _rows.Start);

    /// <summary>How far a tile sees beyond its core, at least.</summary>
    public int Halo { get; }

    /// <summary>How far neighbours are blended on either side of their border.</summary>
    public int Feather { get; }

    /// <summary>Tiles side by side.</summary>
    public int Columns => _columns.Count;

    /// <summary>Tiles one below the other.</summary>
    public int Rows => _rows.Count;

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
            PixelArea core = Area(_columns.Core(column), _rows.Core(row));
            return new Tile(column, row, core, core.Grow(Feather, Picture).Intersect(Covered), Area(_columns.Input(column), _rows.Input(row)));
        }
    }

    /// <summary>Plans tiles for what takes inputs of one size only: as few windows of it as overlap by twice the halo.</summary>
    /// <param name="picture">The picture's size; where it is less than the window, inputs are as small.</param>
    /// <param name="window">The size of every input.</param>
    /// <param name="halo">The least halo; less than half of a window that is smaller than the picture.</param>
    /// <param name="feather">How far neighbours are blended on either side of their border; cut to the halo and to half of the smallest core.</param>
    /// <param name="part">The part of the picture that is wanted; the whole if null. Its tiles are those of the whole.</param>
    /// <param name="multiple">What every tile's first column and row is a multiple of.</param>
    public static TilePlan OfWindows(PixelSize picture, PixelSize window, int halo, int feather, PixelArea? part = null, int multiple = 1)
    {
        Demand(picture, halo, feather, part);
        int taken = 2 * (halo + multiple - 1);
        if (window.Width < picture.Width) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window.Width, taken);
        if (window.Height < picture.Height) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window.Height, taken);
        TileAxis columns = TileAxis.Slide(picture.Width, window.Width, halo, multiple), rows = TileAxis.Slide(picture.Height, window.Height, halo, multiple);
        return new TilePlan(picture, window, part ?? picture.Area, halo, feather, columns, rows);
    }

    private static void Demand(PixelSize picture, int halo, int feather, PixelArea? part)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(picture.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(picture.Height, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(halo);
        ArgumentOutOfRangeException.ThrowIfNegative(feather);
        if (part is { } wanted && !(wanted.IsWithin(picture) && wanted is { Width: > 0, Height: > 0 })) throw new ArgumentOutOfRangeException(nameof(part), part, $"Not within {picture}.");
    }

    private static PixelArea Area((int Start, int End) columns, (int Start, int End) rows) =>
        new(columns.Start, rows.Start, columns.End - columns.Start, rows.End - rows.Start);
}

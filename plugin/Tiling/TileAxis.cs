namespace Enlarger.Tiling;

/// <summary>How one axis of a picture is cut into tiles: the borders of their cores, and the stretch of the picture that each of them sees.</summary>
internal sealed class TileAxis
{
    private readonly int[] _borders;
    private readonly (int Start, int End)[] _inputs;

    private TileAxis(int[] borders, (int Start, int End)[] inputs)
    {
        _borders = borders;
        _inputs = inputs;
    }

    /// <summary>How many tiles there are.</summary>
    public int Count => _inputs.Length;

    /// <summary>Where the first core begins.</summary>
    public int Start => _borders[0];

    /// <summary>Where the last core ends.</summary>
    public int End => _borders[^1];

    /// <summary>The length of the shortest core.</summary>
    public int Shortest => _borders.Zip(_borders.Skip(1), (a, b) => b - a).Min();

    /// <summary>Cores as equal as whole multiples allow, each of which sees as far as the halo.</summary>
    /// <param name="length">The picture's length along this axis.</param>
    /// <param name="core">The longest core.</param>
    /// <param name="halo">How far a tile sees beyond its core; a multiple of <paramref name="multiple"/>.</param>
    /// <param name="multiple">What every core and input begins at a multiple of.</param>
    public static TileAxis Cut(int length, int core, int halo, int multiple)
    {
        // In units of the multiple; the last unit may be incomplete.
        int units = (length + multiple - 1) / multiple;
        int unitsInCore = Math.Max(1, core / multiple);
        int parts = (units + unitsInCore - 1) / unitsInCore;
        int[] borders = new int[parts + 1];
        for (int i = 0; i < parts; i++) borders[i] = (int)((long)units * i / parts) * multiple;
        borders[parts] = length;
        return WithHalo(borders, length, halo);
    }

    /// <summary>Windows of one length at equal distances, as few as overlap by twice the halo; cores meet in the middle of the overlap.</summary>
    /// <param name="length">The picture's length along this axis.</param>
    /// <param name="window">The length of every input; a shorter picture is one input of its own length.</param>
    /// <param name="halo">The least that a tile sees beyond its core.</param>
    /// <param name="multiple">What every input begins at a multiple of; the last may then end short of the window. A window has room for two of it beside the halo of either side.</param>
    public static TileAxis Slide(int length, int window, int halo, int multiple)
    {
        // Begins are moved by less than the multiple, either way.
        int stride = window - (2 * halo) - (2 * (multiple - 1));
        int steps = length <= window ? 0 : (length - window + stride - 1) / stride;
        var inputs = new (int Start, int End)[steps + 1];
        for (int i = 0; i <= steps; i++)
        {
            int start = steps == 0 ? 0 : (int)((((long)length - window) * i + (steps / 2)) / steps);
            start = (i < steps ? start : start + multiple - 1) / multiple * multiple;
            inputs[i] = (start, Math.Min(length, start + window));
        }

        int[] borders = new int[steps + 2];
        for (int i = 1; i <= steps; i++) borders[i] = (inputs[i].Start + inputs[i - 1].End) / 2;
        borders[^1] = length;
        return new TileAxis(borders, inputs);
    }

    /// <summary>The core of a tile.</summary>
    public (int Start, int End) Core(int index) => (_borders[index], _borders[index + 1]);

    /// <summary>What a tile sees.</summary>
    public (int Start, int End) Input(int index) => _inputs[index];

    /// <summary>
    /// Only what a part of the picture needs: the tiles that take part in it, cut down to it as far as neither the bands between
    /// neighbours nor the multiple suffer. The borders that remain are those of the whole.
    /// </summary>
    /// <param name="from">Where the part begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="length">The picture's length along this axis.</param>
    /// <param name="halo">The halo.</param>
    /// <param name="feather">How far neighbours are blended into each other on either side of their border.</param>
    /// <param name="multiple">The multiple.</param>
    public TileAxis CutTo(int from, int to, int length, int halo, int feather, int multiple)
    {
        int start = from, end = to;
        foreach (int border in _borders[1..^1])
        {
            // Too near to a border for a band of its own: the neighbour takes part, or the core gets longer.
            if (border > from - feather && border < from + (2 * feather)) start = Math.Min(start, border - (2 * feather));
            if (border < to + feather && border > to - (2 * feather)) end = Math.Max(end, border + (2 * feather));
        }

        start = Math.Max(0, start / multiple * multiple);
        end = Math.Min(length, (end + multiple - 1) / multiple * multiple);
        int[] borders = [start, .. _borders[1..^1].Where(border => border > start && border < end), end];
        return WithHalo(borders, length, halo);
    }

    /// <summary>Only the tiles that take part in a part of the picture, as they are.</summary>
    /// <inheritdoc cref="CutTo"/>
    public TileAxis Choose(int from, int to, int feather)
    {
        int first = 0, last = Count - 1;
        while (_borders[first + 1] + feather <= from && first < last) first++;
        while (_borders[last] - feather >= to && last > first) last--;
        return new TileAxis(_borders[first..(last + 2)], _inputs[first..(last + 1)]);
    }

    private static TileAxis WithHalo(int[] borders, int length, int halo) => new(
        borders, [.. borders.Zip(borders.Skip(1), (start, end) => (Math.Max(0, start - halo), Math.Min(length, end + halo)))]);
}

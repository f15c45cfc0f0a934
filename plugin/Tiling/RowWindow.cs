using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// The rows of a picture that the current row of tiles needs, in the source's own format. It moves downwards only and reads each row
/// once, which is all that a stream can give.
/// </summary>
/// <param name="source">The picture.</param>
/// <param name="left">The first column that is needed.</param>
/// <param name="width">How many columns are.</param>
internal sealed class RowWindow(IPixelSource source, int left, int width)
{
    private readonly int _rowBytes = checked(width * source.Format.BytesPerPixel);
    private byte[] _bytes = [];
    private int _first;
    private int _end;

    /// <summary>Moves the window to the rows from <paramref name="first"/> to before <paramref name="end"/>, reading those it does not hold.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: so many rows of this picture are too large to be held.</exception>
    public void MoveTo(int first, int end)
    {
        long needed = (long)(end - first) * _rowBytes;
        if (needed > Array.MaxLength) throw new EnlargerException(ErrorKind.Usage, "Tiles of this size are too large for a picture this wide: choose a smaller tile.");

        int kept = Math.Max(0, _end - first);
        byte[] target = _bytes.Length >= needed ? _bytes : GC.AllocateUninitializedArray<byte>((int)needed);
        if (kept > 0) Buffer.BlockCopy(_bytes, Math.Max(0, first - _first) * _rowBytes, target, 0, kept * _rowBytes);
        _bytes = target;
        _first = first;
        if (end == _end) return;

        int missing = first + kept;
        source.Read(new PixelArea(left, missing, width, end - missing), _bytes.AsSpan(kept * _rowBytes, (end - missing) * _rowBytes));
        _end = end;
    }

    /// <summary>Part of a row that the window holds.</summary>
    public ReadOnlySpan<byte> Row(int y, int x, int length)
    {
        int pixel = source.Format.BytesPerPixel;
        return _bytes.AsSpan(((y - _first) * _rowBytes) + ((x - left) * pixel), length * pixel);
    }
}

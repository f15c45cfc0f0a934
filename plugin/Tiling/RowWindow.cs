using Enlarger.Imaging;

namespace Enlarger.Tiling;

/// <summary>
/// The rows of a picture that the current row of tiles needs, in the source's own format. It moves downwards only and reads each row
/// once, which is all that a stream can give.
/// </summary>
internal sealed class RowWindow(IPixelSource source)
{
    private readonly int _rowBytes = checked(source.Size.Width * source.Format.BytesPerPixel);
    private byte[] _bytes = [];
    private int _first;
    private int _end;

    /// <summary>Moves the window to the rows from <paramref name="first"/> to before <paramref name="end"/>, reading those it does not hold.</summary>
    public void MoveTo(int first, int end)
    {
        if (first == _first && end == _end) return;
        int kept = Math.Max(0, _end - first);
        byte[] target = _bytes;
        if (_bytes.Length < (long)(end - first) * _rowBytes) target = GC.AllocateUninitializedArray<byte>(checked((end - first) * _rowBytes));
        Buffer.BlockCopy(_bytes, Math.Max(0, first - _first) * _rowBytes, target, 0, kept * _rowBytes);
        _bytes = target;

        // Rows that nothing looked at are skipped by reading them; a stream has no other way.
        int missing = first + kept;
        source.Read(new PixelArea(0, missing, source.Size.Width, end - missing), _bytes.AsSpan(kept * _rowBytes, (end - missing) * _rowBytes));
        _first = first;
        _end = end;
    }

    /// <summary>Part of a row that the window holds.</summary>
    public ReadOnlySpan<byte> Row(int y, int x, int width)
    {
        int pixel = source.Format.BytesPerPixel;
        return _bytes.AsSpan(((y - _first) * _rowBytes) + (x * pixel), width * pixel);
    }
}

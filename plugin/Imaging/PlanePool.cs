using System.Numerics;

namespace Enlarger.Imaging;

/// <summary>
/// Memory for planes, kept for the next tile while a picture is worked on. Thread-safe.
/// </summary>
internal sealed class PlanePool
{
    // More than a run has idle at a time; beyond it an array is left to the garbage collector.
    private const int Kept = 8;

    private readonly List<float[]> _free = [];

    /// <summary>Planes with undefined content.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: no array can be that large.</exception>
    public FloatPlanes Rent(int channels, int width, int height)
    {
        long length = (long)channels * width * height;
        return length <= Array.MaxLength
            ? new FloatPlanes(channels, width, height, Take((int)length), this)
            : throw new EnlargerException(ErrorKind.Usage, $"Tiles of {width}x{height} pixels are too large: choose a smaller tile.");
    }

    /// <summary>Gives an array back.</summary>
    public void Return(float[] values)
    {
        lock (_free)
        {
            if (_free.Count == Kept) _free.RemoveAt(0);
            _free.Add(values);
        }
    }

    private float[] Take(int length)
    {
        lock (_free)
        {
            int best = -1;
            for (int i = 0; i < _free.Count; i++)
            {
                // At most half of an array may lie idle: a large one is not worn out on small needs.
                bool fits = _free[i].Length >= length && _free[i].Length / 2 <= length;
                if (fits && (best < 0 || _free[i].Length < _free[best].Length)) best = i;
            }

            if (best >= 0)
            {
                float[] found = _free[best];
                _free.RemoveAt(best);
                return found;
            }
        }

        return GC.AllocateUninitializedArray<float>(RoundUp(length));
    }

    // To a sixteenth of the next lower power of two: a picture's tiles differ by a halo or a pixel, and shall share their arrays.
    private static int RoundUp(int length)
    {
        int step = Math.Max(1, 1 << Math.Max(0, BitOperations.Log2((uint)length) - 4));
        return (int)Math.Min(Array.MaxLength, ((long)length + step - 1) / step * step);
    }
}

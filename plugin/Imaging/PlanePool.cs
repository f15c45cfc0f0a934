namespace Enlarger.Imaging;

/// <summary>
/// Memory for planes, kept for the next tile. A picture's tiles come in a handful of sizes, so the arrays are of just those sizes;
/// a general pool would round each up to a power of two. Thread-safe.
/// </summary>
internal sealed class PlanePool
{
    // More than a run has in use at a time; beyond it an array is left to the garbage collector.
    private const int Kept = 16;

    private readonly List<float[]> _free = [];

    /// <summary>Planes with undefined content.</summary>
    public FloatPlanes Rent(int channels, int width, int height)
    {
        int length = checked(channels * width * height);
        return new FloatPlanes(channels, width, height, Take(length), this);
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

        return GC.AllocateUninitializedArray<float>(length);
    }
}

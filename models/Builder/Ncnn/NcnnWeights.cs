using System.Buffers.Binary;

namespace Enlarger.Models.Builder.Ncnn;

/// <summary>Reads a .bin file from its first byte to its last: the weights of the layers in their order, little-endian.</summary>
/// <param name="content">The file.</param>
/// <param name="file">Its name, for messages.</param>
internal sealed class NcnnWeights(ReadOnlyMemory<byte> content, string file)
{
    private const uint HalfTag = 0x01306B47;
    private const uint SingleTag = 0;

    private int _position;

    /// <summary>Reads weights that begin with a tag telling whether they are half or single precision.</summary>
    public float[] ReadTagged(long count, NcnnLayer layer)
    {
        uint tag = BinaryPrimitives.ReadUInt32LittleEndian(Take(1, sizeof(uint), layer));
        if (tag == SingleTag) return ReadSingles(count, layer);
        if (tag != HalfTag) throw Wrong($"the weights of layer '{layer.Name}' have the unknown tag 0x{tag:X8}");

        ReadOnlySpan<byte> bytes = Take(count, sizeof(ushort), layer);
        float[] weights = new float[count];
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(index * sizeof(ushort))..]);
        }

        // What follows half-precision weights is aligned to four bytes.
        if (count % 2 != 0) Take(1, sizeof(ushort), layer);
        return Finite(weights, layer);
    }

    /// <summary>Reads single-precision values.</summary>
    public float[] ReadSingles(long count, NcnnLayer layer)
    {
        ReadOnlySpan<byte> bytes = Take(count, sizeof(float), layer);
        float[] values = new float[count];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(index * sizeof(float))..]);
        }

        return Finite(values, layer);
    }

    /// <summary>Makes sure that the whole file was read.</summary>
    public void DemandEnd()
    {
        if (_position != content.Length) throw Wrong($"{content.Length - _position} bytes are left over after the last layer");
    }

    // The size is checked before anything is allocated, so that a wrong count cannot ask for more memory than the file has bytes.
    private ReadOnlySpan<byte> Take(long count, int size, NcnnLayer layer)
    {
        if (count > (content.Length - _position) / size)
        {
            throw Wrong($"it ends too early: layer '{layer.Name}' needs {count} values of {size} bytes, and {content.Length - _position} bytes are left");
        }

        ReadOnlySpan<byte> bytes = content.Span.Slice(_position, (int)count * size);
        _position += bytes.Length;
        return bytes;
    }

    private float[] Finite(float[] values, NcnnLayer layer) =>
        Array.TrueForAll(values, float.IsFinite) ? values : throw Wrong($"the weights of layer '{layer.Name}' hold an infinite value or none at all");

    private EnlargerException Wrong(string problem) => new(ErrorKind.Model, $"The model file {file} is damaged: {problem}.");
}

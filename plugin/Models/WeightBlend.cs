using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Enlarger.Models;

/// <summary>
/// Network interpolation (ESRGAN, Wang et al. 2018): the weights between those of two ONNX files of one network. A file is read in the
/// wire format of protocol buffers, for the few fields that matter: ModelProto.graph (7), GraphProto.initializer (5), and of TensorProto
/// data_type (2) and raw_data (9). Everything but the weights must be the same in both files, so that their places are the same, too.
/// </summary>
internal static class WeightBlend
{
    private const int Graph = 7, Initializer = 5, DataType = 2, RawData = 9;
    private const int Float = 1, Half = 10;

    // Keeps what is converted of a half in the processor's nearest memory.
    private const int Chunk = 2048;

    /// <summary>Blends two files.</summary>
    /// <param name="faithful">The file whose weights count where <paramref name="amount"/> is 0.</param>
    /// <param name="inventive">The file whose weights count where it is 1.</param>
    /// <param name="amount">From 0 to 1.</param>
    /// <param name="name">What to call the network in errors.</param>
    /// <returns>A file; at either end it is that file, byte for byte.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: a file is damaged, or they differ in more than their weights.</exception>
    public static byte[] Of(ReadOnlySpan<byte> faithful, ReadOnlySpan<byte> inventive, float amount, string name)
    {
        if (faithful.Length != inventive.Length) throw Refusal(name);
        byte[] result = inventive.ToArray();
        int done = 0;
        foreach ((Range range, bool isHalf) in Weights(inventive, name))
        {
            Demand(faithful[done..range.Start.Value].SequenceEqual(inventive[done..range.Start.Value]), name);

            // Constants are the same in both, and would be rounded.
            if (!faithful[range].SequenceEqual(inventive[range])) Blend(faithful[range], inventive[range], isHalf, amount, result.AsSpan(range));
            done = range.End.Value;
        }

        Demand(faithful[done..].SequenceEqual(inventive[done..]), name);
        return result;
    }

    // The ends are met exactly: 1 - 1 is 0, and no product with 0 or 1 is rounded.
    private static void Blend(ReadOnlySpan<byte> faithful, ReadOnlySpan<byte> inventive, bool isHalf, float amount, Span<byte> result)
    {
        if (isHalf) BlendHalves(faithful, inventive, amount, result);
        else BlendFloats(faithful, inventive, amount, result);
    }

    private static void BlendFloats(ReadOnlySpan<byte> faithful, ReadOnlySpan<byte> inventive, float amount, Span<byte> result)
    {
        Span<float> target = MemoryMarshal.Cast<byte, float>(result);
        TensorPrimitives.Multiply(MemoryMarshal.Cast<byte, float>(inventive), amount, target);
        TensorPrimitives.MultiplyAdd(MemoryMarshal.Cast<byte, float>(faithful), 1 - amount, target, target);
    }

    private static void BlendHalves(ReadOnlySpan<byte> faithful, ReadOnlySpan<byte> inventive, float amount, Span<byte> result)
    {
        ReadOnlySpan<System.Half> first = MemoryMarshal.Cast<byte, System.Half>(faithful), second = MemoryMarshal.Cast<byte, System.Half>(inventive);
        Span<System.Half> target = MemoryMarshal.Cast<byte, System.Half>(result);
        Span<float> from = stackalloc float[Chunk], to = stackalloc float[Chunk];
        for (int start = 0; start < target.Length; start += Chunk)
        {
            int length = Math.Min(Chunk, target.Length - start);
            TensorPrimitives.ConvertToSingle(first.Slice(start, length), from);
            TensorPrimitives.ConvertToSingle(second.Slice(start, length), to);
            TensorPrimitives.Multiply(to[..length], amount, to);
            TensorPrimitives.MultiplyAdd(from[..length], 1 - amount, to[..length], to);
            TensorPrimitives.ConvertToHalf(to[..length], target.Slice(start, length));
        }
    }

    // Where the weights lie, in the order of the file. What is of another type (shapes, sizes) is no weight and must be the same.
    private static List<(Range Range, bool IsHalf)> Weights(ReadOnlySpan<byte> file, string name)
    {
        List<(Range, bool)> weights = [];
        foreach (Field graph in Fields(file, new Range(0, file.Length), name))
        {
            if (graph is not { Number: Graph, Value: 0 }) continue;
            foreach (Field tensor in Fields(file, graph.Content, name))
            {
                if (tensor is not { Number: Initializer, Value: 0 }) continue;
                List<Field> fields = Fields(file, tensor.Content, name);
                ulong type = fields.Find(field => field.Number == DataType).Value;
                if (type is not (Float or Half)) continue;
                foreach (Field raw in fields.Where(field => field.Number == RawData))
                {
                    int length = raw.Content.End.Value - raw.Content.Start.Value;
                    Demand(length % (type == Half ? sizeof(ushort) : sizeof(float)) == 0, name);
                    weights.Add((raw.Content, type == Half));
                }
            }
        }

        return weights;
    }

    // The fields of a message. Those with a length have their content, numbers their value; the others are passed over.
    private static List<Field> Fields(ReadOnlySpan<byte> file, Range message, string name)
    {
        List<Field> fields = [];
        int at = message.Start.Value, end = message.End.Value;
        while (at < end)
        {
            ulong tag = Number(file, ref at, end, name);
            int number = (int)Math.Min(tag >> 3, int.MaxValue);
            switch (tag & 7)
            {
                case 0:
                    fields.Add(new Field(number, default, Number(file, ref at, end, name)));
                    break;
                case 1:
                    Demand(end - at >= sizeof(ulong), name);
                    at += sizeof(ulong);
                    break;
                case 2:
                    ulong length = Number(file, ref at, end, name);
                    Demand(length <= (ulong)(end - at), name);
                    fields.Add(new Field(number, new Range(at, at + (int)length), 0));
                    at += (int)length;
                    break;
                case 5:
                    Demand(end - at >= sizeof(uint), name);
                    at += sizeof(uint);
                    break;
                default:
                    throw Refusal(name);
            }
        }

        return fields;
    }

    // Seven bits a byte, the lowest first; the highest bit says that more follow.
    private static ulong Number(ReadOnlySpan<byte> file, ref int at, int end, string name)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            Demand(at < end, name);
            byte next = file[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Refusal(name);
    }

    private static void Demand(bool holds, string name)
    {
        if (!holds) throw Refusal(name);
    }

    private static EnlargerException Refusal(string name) =>
        new(ErrorKind.Model, $"The generator {name} and its faithful twin are damaged or no twins: install Enlarger again, or set invention to 0 or 100.");

    private readonly record struct Field(int Number, Range Content, ulong Value);
}

namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>
/// Computes with constants. Only what every machine rounds alike is here: sums, products, quotients, roots; no exponential.
/// </summary>
internal static class ConstantMath
{
    /// <summary>A function of each number.</summary>
    public static Constant Map(Constant value, Func<double, double> function) =>
        new(value.Kind, value.Shape, Array.ConvertAll(value.Values, number => Round(value.Kind, function(number))));

    /// <summary>A function of two constants' numbers, either repeated to fit the other.</summary>
    public static Constant Combine(Constant first, Constant second, NumberKind kind, Func<double, double, double> function)
    {
        int[] shape = Axes.Broadcast(first.Shape, second.Shape)!;
        double[] a = Broadcast(first, shape).Values;
        double[] b = Broadcast(second, shape).Values;
        double[] values = new double[a.Length];
        for (int index = 0; index < values.Length; index++) values[index] = Round(kind, function(a[index], b[index]));
        return new Constant(kind, shape, values);
    }

    /// <summary>The numbers of a constant as another kind.</summary>
    public static Constant Cast(Constant value, NumberKind kind) => new(kind, value.Shape, Array.ConvertAll(value.Values, number => kind switch
    {
        NumberKind.Boolean => number == 0 ? 0 : 1,
        NumberKind.Integer => Math.Truncate(number),
        _ => Round(kind, number),
    }));

    /// <summary>A constant repeated along axes of size one to fill a shape.</summary>
    public static Constant Broadcast(Constant value, int[] shape) =>
        value.Shape.AsSpan().SequenceEqual(shape) ? value : Pick(value, shape, Axes.Strides(value.Shape, shape), 0);

    /// <summary>A constant with its axes in another order.</summary>
    public static Constant Transpose(Constant value, int[] order) =>
        Pick(value, Axes.Permute(value.Shape, order), Axes.Permute(Axes.Strides(value.Shape, value.Shape), order), 0);

    /// <summary>A part of a constant.</summary>
    public static Constant Slice(Constant value, int[] starts, int[] counts, int[] steps)
    {
        int[] strides = Axes.Strides(value.Shape, value.Shape);
        int first = starts.Zip(strides, (start, stride) => start * stride).Sum();
        return Pick(value, counts, [.. strides.Zip(steps, (stride, step) => stride * step)], first);
    }

    /// <summary>Constants one after another along an axis.</summary>
    public static Constant Concatenate(IReadOnlyList<Constant> parts, int axis)
    {
        int[] shape = [.. parts[0].Shape];
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        int outer = shape[..axis].Aggregate(1, (count, size) => count * size);
        List<double> values = new(parts.Sum(part => part.Count));
        for (int index = 0; index < outer; index++)
        {
            foreach (Constant part in parts) values.AddRange(part.Values.AsSpan(index * (part.Count / outer), part.Count / outer));
        }

        return new Constant(parts[0].Kind, shape, [.. values]);
    }

    /// <summary>The entries of a constant at places along an axis.</summary>
    public static Constant Gather(Constant value, Constant places, int axis)
    {
        int inner = value.Shape[(axis + 1)..].Aggregate(1, (count, size) => count * size);
        int outer = value.Shape[..axis].Aggregate(1, (count, size) => count * size);
        List<double> values = new(outer * places.Count * inner);
        for (int index = 0; index < outer; index++)
        {
            foreach (double place in places.Values) values.AddRange(value.Values.AsSpan(((index * value.Shape[axis]) + (int)place) * inner, inner));
        }

        return new Constant(value.Kind, [.. value.Shape[..axis], .. places.Shape, .. value.Shape[(axis + 1)..]], [.. values]);
    }

    /// <summary>The sum over axes, which stay with size one.</summary>
    public static Constant Sum(Constant value, int[] axes)
    {
        int[] shape = [.. value.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        int[] strides = Axes.Strides(shape, value.Shape);
        double[] sums = new double[shape.Aggregate(1, (count, size) => count * size)];
        int source = 0;
        foreach (int target in Places(value.Shape, strides, 0)) sums[target] += value.Values[source++];
        return new Constant(value.Kind, shape, Array.ConvertAll(sums, sum => Round(value.Kind, sum)));
    }

    private static Constant Pick(Constant value, int[] shape, int[] strides, int first)
    {
        double[] values = new double[shape.Aggregate(1, (count, size) => count * size)];
        int target = 0;
        foreach (int place in Places(shape, strides, first)) values[target++] = value.Values[place];
        return new Constant(value.Kind, shape, values, value.IsTrained);
    }

    /// <summary>The places of all numbers of a shape, the last axis fastest, where neighbours along an axis are a stride apart.</summary>
    private static IEnumerable<int> Places(int[] shape, int[] strides, int first)
    {
        int count = shape.Aggregate(1, (product, size) => product * size);
        int[] index = new int[shape.Length];
        int place = first;
        for (int done = 0; done < count; done++)
        {
            yield return place;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < shape[axis]) break;
                place -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }

    private static double Round(NumberKind kind, double number) => kind == NumberKind.Single ? (float)number : number;
}

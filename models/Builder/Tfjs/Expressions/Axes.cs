namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>Arithmetic of shapes and orders of axes.</summary>
internal static class Axes
{
    /// <summary>The shape of two values combined number by number; null if they do not fit.</summary>
    public static int[]? Broadcast(int[] first, int[] second)
    {
        int[] result = new int[Math.Max(first.Length, second.Length)];
        for (int axis = 0; axis < result.Length; axis++)
        {
            int a = SizeFromEnd(first, result.Length - axis);
            int b = SizeFromEnd(second, result.Length - axis);
            if (a != b && a != 1 && b != 1) return null;
            result[axis] = a == 1 ? b : a;
        }

        return result;
    }

    /// <summary>The distance between neighbours along each axis of a target shape, in a value of a shape that is repeated to fill it.</summary>
    public static int[] Strides(int[] shape, int[] target)
    {
        int[] strides = new int[target.Length];
        int stride = 1;
        for (int back = 1; back <= shape.Length; back++)
        {
            strides[^back] = shape[^back] == 1 ? 0 : stride;
            stride *= shape[^back];
        }

        return strides;
    }

    /// <summary>A shape, or an order, with its axes in another order.</summary>
    public static int[] Permute(int[] shape, int[] order) => Array.ConvertAll(order, axis => shape[axis]);

    /// <summary>Whether an order changes nothing.</summary>
    public static bool IsIdentity(int[] order) => order.Select((axis, index) => axis == index).All(holds => holds);

    /// <summary>Whether an order moves no axis past another, axes of size one aside, so that the numbers stay in their places.</summary>
    public static bool KeepsPlaces(int[] shape, int[] order)
    {
        int[] moved = [.. order.Where(axis => shape[axis] != 1)];
        return moved.Zip(moved.Skip(1), (axis, next) => axis < next).All(holds => holds);
    }

    private static int SizeFromEnd(int[] shape, int back) => back <= shape.Length ? shape[^back] : 1;
}

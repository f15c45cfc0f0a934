using System.Numerics;

namespace Enlarger.Imaging.Color;

/// <summary>
/// An affine change of sRGB-encoded colours, the same for every pixel: a matrix, then an offset. Nothing is limited, so that values outside
/// 0..1 go where the line through the others leads. Immutable.
/// </summary>
/// <param name="matrix">What each of red, green and blue becomes of the three.</param>
/// <param name="offset">What is added to red, green and blue.</param>
internal sealed class ColorTransform(Matrix3 matrix, Vector3 offset)
{
    private readonly float[] _matrix = [.. from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 3) select (float)matrix[row, column]];

    /// <summary>The matrix.</summary>
    public Matrix3 Matrix => matrix;

    /// <summary>What is added to red, green and blue.</summary>
    public Vector3 Offset => offset;

    /// <summary>Changes colours, in place. A pixel's result does not depend on its place.</summary>
    /// <param name="color">Three planes.</param>
    public void Apply(FloatPlanes color)
    {
        Span<float> red = color.Plane(0), green = color.Plane(1), blue = color.Plane(2);
        int x = 0;
        for (; x <= red.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            Vector<float> r = new(red[x..]), g = new(green[x..]), b = new(blue[x..]);
            ((_matrix[0] * r) + (_matrix[1] * g) + (_matrix[2] * b) + new Vector<float>(offset.X)).CopyTo(red[x..]);
            ((_matrix[3] * r) + (_matrix[4] * g) + (_matrix[5] * b) + new Vector<float>(offset.Y)).CopyTo(green[x..]);
            ((_matrix[6] * r) + (_matrix[7] * g) + (_matrix[8] * b) + new Vector<float>(offset.Z)).CopyTo(blue[x..]);
        }

        for (; x < red.Length; x++)
        {
            float r = red[x], g = green[x], b = blue[x];
            red[x] = (_matrix[0] * r) + (_matrix[1] * g) + (_matrix[2] * b) + offset.X;
            green[x] = (_matrix[3] * r) + (_matrix[4] * g) + (_matrix[5] * b) + offset.Y;
            blue[x] = (_matrix[6] * r) + (_matrix[7] * g) + (_matrix[8] * b) + offset.Z;
        }
    }
}

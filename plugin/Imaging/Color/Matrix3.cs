using System.Numerics;

namespace Enlarger.Imaging.Color;

/// <summary>Three by three numbers, row by row.</summary>
internal readonly struct Matrix3
{
    private readonly double[] _values;

    /// <summary>The matrix of nine numbers, row by row.</summary>
    public Matrix3(params double[] values) => _values = values;

    /// <summary>The colorants of sRGB (white at x 0.3127, y 0.3290) relative to D50 (0.9642, 1, 0.8249), adapted by Bradford's method: a column each for red, green and blue, which sum to the white of D50.</summary>
    public static Matrix3 Srgb { get; } = new(0.43604125, 0.38511291, 0.14304584, 0.22248454, 0.71690508, 0.06061038, 0.01392019, 0.09706724, 0.71391257);

    /// <summary>A number.</summary>
    public double this[int row, int column] => _values[(row * 3) + column];

    /// <summary>The largest size of a number.</summary>
    public double Largest => _values.Max(Math.Abs);

    /// <summary>How many times larger a volume becomes.</summary>
    public double Determinant
    {
        get
        {
            Matrix3 m = this;
            return Enumerable.Range(0, 3).Sum(column => m[0, column] * m.Cofactor(0, column));
        }
    }

    /// <summary>The product.</summary>
    public static Matrix3 operator *(Matrix3 a, Matrix3 b) =>
        new([.. from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 3) select Enumerable.Range(0, 3).Sum(i => a[row, i] * b[i, column])]);

    /// <summary>The inverse; its numbers are no numbers if there is none.</summary>
    public Matrix3 Inverse()
    {
        Matrix3 m = this;
        double determinant = Determinant;
        return new([.. from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 3) select m.Cofactor(column, row) / determinant]);
    }

    /// <summary>The sum of a row.</summary>
    public double RowSum(int row) => this[row, 0] + this[row, 1] + this[row, 2];

    /// <summary>This with each row divided by its sum, so that white stays white.</summary>
    public Matrix3 Normalised()
    {
        Matrix3 m = this;
        return new([.. from row in Enumerable.Range(0, 3) from column in Enumerable.Range(0, 3) select m[row, column] / m.RowSum(row)]);
    }

    /// <summary>Multiplies, in place.</summary>
    public void Apply(Span<Vector<float>> x, Span<Vector<float>> y, Span<Vector<float>> z)
    {
        Vector<float> m00 = At(0, 0), m01 = At(0, 1), m02 = At(0, 2), m10 = At(1, 0), m11 = At(1, 1), m12 = At(1, 2), m20 = At(2, 0), m21 = At(2, 1), m22 = At(2, 2);
        for (int i = 0; i < x.Length; i++)
        {
            Vector<float> a = x[i], b = y[i], c = z[i];
            x[i] = (m00 * a) + (m01 * b) + (m02 * c);
            y[i] = (m10 * a) + (m11 * b) + (m12 * c);
            z[i] = (m20 * a) + (m21 * b) + (m22 * c);
        }
    }

    /// <summary>Multiplies, in place, a matrix whose rows sum to 1: three equal numbers stay exactly what they are.</summary>
    public void ApplyToDifferences(Span<Vector<float>> red, Span<Vector<float>> green, Span<Vector<float>> blue)
    {
        Vector<float> m00 = At(0, 0), m02 = At(0, 2), m10 = At(1, 0), m12 = At(1, 2), m20 = At(2, 0), m22 = At(2, 2);
        for (int i = 0; i < red.Length; i++)
        {
            Vector<float> g = green[i], r = red[i] - g, b = blue[i] - g;
            red[i] = Vector.FusedMultiplyAdd(m02, b, Vector.FusedMultiplyAdd(m00, r, g));
            green[i] = Vector.FusedMultiplyAdd(m12, b, Vector.FusedMultiplyAdd(m10, r, g));
            blue[i] = Vector.FusedMultiplyAdd(m22, b, Vector.FusedMultiplyAdd(m20, r, g));
        }
    }

    private double Cofactor(int row, int column)
    {
        int r1 = (row + 1) % 3, r2 = (row + 2) % 3, c1 = (column + 1) % 3, c2 = (column + 2) % 3;
        return (this[r1, c1] * this[r2, c2]) - (this[r1, c2] * this[r2, c1]);
    }

    private Vector<float> At(int row, int column) => new((float)this[row, column]);
}

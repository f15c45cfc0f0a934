namespace Enlarger.Restoration;

/// <summary>Equations of a few unknowns.</summary>
internal static class LinearSystem
{
    /// <summary>Solves by elimination (Gauss), without pivots, which a positive definite matrix does not need.</summary>
    /// <param name="matrix">A symmetric, positive definite matrix; of no more use then.</param>
    /// <param name="values">The right side; takes the solution.</param>
    public static void Solve(double[,] matrix, double[] values)
    {
        int count = values.Length;
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                double factor = matrix[j, i] / matrix[i, i];
                for (int k = i; k < count; k++) matrix[j, k] -= factor * matrix[i, k];
                values[j] -= factor * values[i];
            }
        }

        for (int i = count - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < count; j++) values[i] -= matrix[i, j] * values[j];
            values[i] /= matrix[i, i];
        }
    }
}

namespace Enlarger.Previews;

/// <summary>A point of a picture, in its pixels: the middle of the first pixel is (0.5, 0.5).</summary>
/// <param name="X">Columns from the left border.</param>
/// <param name="Y">Rows from the upper border.</param>
public readonly record struct PicturePoint(double X, double Y);

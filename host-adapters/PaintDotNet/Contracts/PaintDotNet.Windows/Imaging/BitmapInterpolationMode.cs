namespace PaintDotNet.Imaging;

/// <summary>How a bitmap is made smaller or larger.</summary>
public enum BitmapInterpolationMode
{
    NearestNeighbor,
    Linear,
    Cubic,
    Fant,
    HighQualityCubic,
}

namespace PaintDotNet.Imaging;

/// <summary>What a type of pixel of whole bytes is made of.</summary>
public interface INaturalPixelInfo : IPixelInfo
{
}

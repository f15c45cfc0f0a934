namespace PaintDotNet.Imaging;

/// <summary>What a type of pixel is made of.</summary>
public interface IPixelInfo : IInternalImpl
{
}

namespace PaintDotNet.Imaging;

/// <summary>What a colour context is told by.</summary>
public enum ColorContextType
{
    Uninitialized = 0,
    Profile = 1,
    ExifColorSpace = 2,
}

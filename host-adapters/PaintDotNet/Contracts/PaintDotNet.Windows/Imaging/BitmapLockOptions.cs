namespace PaintDotNet.Imaging;

/// <summary>What the pixels are locked for.</summary>
[Flags]
public enum BitmapLockOptions
{
    Read = 1,
    Write = 2,
    ReadWrite = Read | Write,
}

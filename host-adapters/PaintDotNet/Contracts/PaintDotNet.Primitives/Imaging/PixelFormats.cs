namespace PaintDotNet.Imaging;

/// <summary>The pixel formats that are used here.</summary>
public static class PixelFormats
{
    public static PixelFormat Alpha8 { get; } = new(new Guid("e6cd0116-eeba-4161-aa85-27dd9fb3a895"));

    public static PixelFormat Bgra32 { get; } = new(new Guid("6fddc324-4e03-4bfe-b185-3d77768dc90f"));
}

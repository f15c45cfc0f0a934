namespace FakePaintDotNet.Services;

/// <summary>A picture on the clipboard.</summary>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Pixels">Blue, green, red and straight alpha, without gaps.</param>
/// <param name="Profile">Its ICC profile; null for sRGB.</param>
public sealed record ClipboardImage(int Width, int Height, byte[] Pixels, byte[]? Profile);

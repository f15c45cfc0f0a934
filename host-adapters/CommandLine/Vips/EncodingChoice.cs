namespace Enlarger.CommandLine.Vips;

/// <summary>What the values of a picture file's samples mean.</summary>
internal enum EncodingChoice
{
    /// <summary>What its profile says; without one, floats are linear light and integers sRGB.</summary>
    Auto,

    /// <summary>sRGB, whatever the file says.</summary>
    Srgb,

    /// <summary>Linear light of sRGB's primaries, whatever the file says.</summary>
    Linear,
}

namespace Enlarger.CommandLine.Documents;

/// <summary>What a host says that its samples mean.</summary>
internal enum EncodingName
{
    /// <summary>The values of sRGB.</summary>
    Srgb,

    /// <summary>Values proportional to light, with the primaries of sRGB.</summary>
    Linear,

    /// <summary>What the ICC profile says that follows.</summary>
    Profile,
}

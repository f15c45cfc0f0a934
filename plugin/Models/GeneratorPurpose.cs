namespace Enlarger.Models;

/// <summary>What a generator was made for; filters choose by it.</summary>
public enum GeneratorPurpose
{
    /// <summary>Enlarging photographs, fast enough for a CPU.</summary>
    PhotoFast,

    /// <summary>Enlarging photographs as well as possible.</summary>
    PhotoBest,

    /// <summary>Enlarging drawings.</summary>
    Drawing,

    /// <summary>Sharpening photographs that were moved while they were taken.</summary>
    Deblur,

    /// <summary>Cleaning photographs of noise.</summary>
    Denoise,

    /// <summary>Restoring photographs: blur, noise, JPEG blocks and colour casts together.</summary>
    Restore,

    /// <summary>A generator the user added.</summary>
    Other,
}

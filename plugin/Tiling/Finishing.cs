using Enlarger.Imaging.Color;

namespace Enlarger.Tiling;

/// <summary>What is done to a generator's work before it counts: how much of it is taken, and what the source insists on.</summary>
/// <param name="Strength">How much of the generator's picture is taken, 0..1; the rest is the plain enlargement, or the source itself at 1x.</param>
/// <param name="ColorLock">Whether the low frequencies follow the source.</param>
/// <param name="Grain">The standard deviation of the luminance noise that is added; 0 for none.</param>
/// <param name="Seed">Tells one grain from another.</param>
/// <param name="Colors">What all colours become after that, at 1x; null for what they are. The source that strength leaves keeps its own.</param>
internal sealed record Finishing(float Strength = 1f, bool ColorLock = false, float Grain = 0f, int Seed = 0, ColorTransform? Colors = null)
{
    /// <summary>The generator's work as it is.</summary>
    public static Finishing None { get; } = new();

    /// <summary>The same without what holds a generator back: for a picture that none has drawn.</summary>
    public Finishing GrainAlone => None with { Grain = Grain, Seed = Seed };

    /// <summary>Whether the source's colours are needed.</summary>
    public bool NeedsColor => ColorLock || Strength < 1f;
}

namespace Enlarger.Restoration;

/// <summary>What blurred a picture.</summary>
internal enum BlurKind
{
    /// <summary>Nothing: it is sharp, or nothing can be told.</summary>
    None,

    /// <summary>The camera or the subject moved, in a straight line and evenly.</summary>
    Motion,

    /// <summary>It is out of focus: every point became an even disk.</summary>
    Disk,

    /// <summary>Every point became a bell: mist, a soft lens, a picture that was enlarged or smoothed.</summary>
    Gaussian,
}

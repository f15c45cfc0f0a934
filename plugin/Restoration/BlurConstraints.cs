namespace Enlarger.Restoration;

/// <summary>What is known of a blur before anything is measured.</summary>
/// <param name="Motion">Whether it may be a motion.</param>
/// <param name="OutOfFocus">Whether it may be a disk or a bell.</param>
/// <param name="Radius">Its radius as <see cref="BlurKernel.Radius"/> counts, or null.</param>
internal sealed record BlurConstraints(bool Motion = true, bool OutOfFocus = true, float? Radius = null);

namespace Enlarger.Models;

/// <summary>The numbers that a network computes with; its input and output are 32-bit floats in either case.</summary>
public enum Precision
{
    /// <summary>32-bit floats.</summary>
    Single,

    /// <summary>16-bit floats throughout, which GPUs compute twice as fast and in half the memory.</summary>
    Half,
}

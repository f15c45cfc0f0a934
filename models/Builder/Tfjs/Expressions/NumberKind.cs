namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>What the numbers of a constant are.</summary>
internal enum NumberKind
{
    /// <summary>Floating point, single precision.</summary>
    Single,

    /// <summary>Whole numbers: sizes and places.</summary>
    Integer,

    /// <summary>1 for true, 0 for false.</summary>
    Boolean,
}

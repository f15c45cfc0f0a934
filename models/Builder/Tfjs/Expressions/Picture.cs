namespace Enlarger.Models.Builder.Tfjs.Expressions;

/// <summary>The picture that a network takes.</summary>
/// <param name="shape">The size of its axes.</param>
internal sealed class Picture(int[] shape) : Expression(shape);

namespace Enlarger.Layers;

/// <summary>Layers that are blended among themselves, then as one with those below. Its pixels are theirs, so it has none to enlarge.</summary>
public sealed record LayerGroup : Layer
{
    /// <summary>The layers and groups in it, in the host's order, which stays.</summary>
    public required IReadOnlyList<Layer> Children { get; init; }

    /// <inheritdoc/>
    public override Layer Enlarge(int factor) =>
        this with { Offset = Offset.Enlarge(factor), Children = [.. Children.Select(child => child.Enlarge(factor))] };
}

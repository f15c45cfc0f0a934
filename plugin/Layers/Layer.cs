namespace Enlarger.Layers;

/// <summary>What layers with pixels and groups of layers have in common. The rule for each property is <see cref="Enlarge"/>.</summary>
public abstract record Layer
{
    /// <summary>The name. It stays: a user finds a layer by it, and scripts do too.</summary>
    public required string Name { get; init; }

    /// <summary>Where the layer's upper left corner lies; for a group, that of its mask. It is multiplied by the factor.</summary>
    public LayerOffset Offset { get; init; }

    /// <summary>The opacity, 0..1. It stays: a mixture of two layers is the same at any size.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>
    /// How the layer is blended with what lies below: a token of the host, which nobody else looks at. It stays: a blend mode works on
    /// one pixel at a time.
    /// </summary>
    public object? Mode { get; init; }

    /// <summary>
    /// Whether the layer is shown. It stays, and is no reason to leave the layer out: what is hidden for now must fit when it is shown
    /// again.
    /// </summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>The mask, if there is one. It covers the layer's pixels one to one.</summary>
    public LayerMask? Mask { get; init; }

    /// <summary>Whether the user wants the filter to work on this layer; for a group, on every layer in it.</summary>
    public bool IsChosen { get; init; }

    /// <summary>The layer as it is in a picture enlarged <paramref name="factor"/> times; its pixels are the same objects, with the new ones staged.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Input"/>: its new offset is too far away to address.</exception>
    public virtual Layer Enlarge(int factor) => this with { Offset = Offset.Enlarge(factor) };
}

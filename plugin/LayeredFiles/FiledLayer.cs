namespace Enlarger.LayeredFiles;

/// <summary>What a file records of a layer beside its pixels. Every layer is as large as the canvas.</summary>
/// <param name="Name">The name as the user wrote it.</param>
/// <param name="Opacity">The opacity, 0..1.</param>
/// <param name="IsVisible">Whether it is shown.</param>
/// <param name="Mode">How it is blended with what lies below.</param>
public sealed record FiledLayer(string Name, double Opacity, bool IsVisible, BlendMode Mode);

namespace PaintDotNet;

/// <summary>How a layer is blended with what lies under it.</summary>
public enum LayerBlendMode
{
    Normal = 0,
    Multiply = 1,
    Additive = 2,
    ColorBurn = 3,
    ColorDodge = 4,
    Reflect = 5,
    Glow = 6,
    Overlay = 7,
    Difference = 8,
    Negation = 9,
    Lighten = 10,
    Darken = 11,
    Screen = 12,
    Xor = 13,
}

namespace PaintDotNet.Effects;

/// <summary>What an effect is rendered by.</summary>
public enum BitmapEffectRenderingSchedule : long
{
    None = 0,
    HorizontalStrips = 1,
    SquareTiles = 2,
}

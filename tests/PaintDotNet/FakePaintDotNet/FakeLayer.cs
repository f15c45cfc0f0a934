using PaintDotNet;

namespace FakePaintDotNet;

/// <summary>A layer of the document's size.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Pixels">Blue, green, red and straight alpha, rows without gaps.</param>
public sealed record FakeLayer(string Name, byte[] Pixels)
{
    /// <summary>Its pixels, which a command that succeeds replaces.</summary>
    public byte[] Pixels { get; set; } = Pixels;

    /// <summary>0 to 1.</summary>
    public float Opacity { get; init; } = 1;

    /// <summary>Whether it is shown.</summary>
    public bool Visible { get; init; } = true;

    /// <summary>How it is blended with what lies under it.</summary>
    public LayerBlendMode BlendMode { get; init; }
}

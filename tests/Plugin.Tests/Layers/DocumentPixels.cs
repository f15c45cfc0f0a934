using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.Layers;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Layers;

/// <summary>Pixels of a host's document in memory. They insist on being read and staged at most once.</summary>
internal sealed class DocumentPixels(Picture picture) : IHostPixels
{
    public PixelSize Size => picture.Size;

    public PixelFormat Format => picture.Format;

    public ColorEncoding Encoding => picture.Encoding;

    public Picture Before => picture;

    /// <summary>What was staged, if anything was.</summary>
    public Picture? Staged { get; private set; }

    /// <summary>Called before anything is staged.</summary>
    public Action? OnStage { get; init; }

    /// <summary>Called before each row that the new pixels get.</summary>
    public Action<int>? OnWrite { get; init; }

    /// <summary>The picture as it is when the host has put in what was staged.</summary>
    public Picture After => Staged ?? picture;

    public static DocumentPixels Noise(int width, int height, string format, int seed) => new(Picture.Noise(width, height, PixelFormat.Parse(format), seed));

    public static DocumentPixels Flat(int width, int height, string format, params double[] samples) =>
        new(Picture.Make(width, height, PixelFormat.Parse(format), (_, _, channel) => samples[channel]));

    public void Read(PixelArea area, Span<byte> destination) => picture.Read(area, destination);

    public IPixelSink Stage(PixelSize size)
    {
        Assert.That(Staged, Is.Null, "pixels are staged once");
        OnStage?.Invoke();
        return Staged = new Picture(size, Format) { Encoding = Encoding, OnRow = OnWrite };
    }
}

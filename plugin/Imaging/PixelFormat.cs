namespace Enlarger.Imaging;

/// <summary>The format of interleaved pixels: straight alpha, little-endian, rows without padding.</summary>
/// <param name="Layout">The channels, in memory order.</param>
/// <param name="Sample">How each sample is stored.</param>
public readonly record struct PixelFormat(ChannelLayout Layout, SampleType Sample)
{
    /// <summary>Samples in a pixel, alpha included: 1 to 4.</summary>
    public int Channels => Layout switch
    {
        ChannelLayout.Gray => 1,
        ChannelLayout.GrayAlpha => 2,
        ChannelLayout.Rgb => 3,
        _ => 4,
    };

    /// <summary>Bytes in a sample: 1, 2 or 4.</summary>
    public int BytesPerSample => Sample switch
    {
        SampleType.UInt8 => 1,
        SampleType.Float => 4,
        _ => 2,
    };

    /// <summary>Bytes in a pixel.</summary>
    public int BytesPerPixel => Channels * BytesPerSample;

    /// <summary>Whether the last sample of a pixel is its alpha.</summary>
    public bool HasAlpha => Layout is not (ChannelLayout.Gray or ChannelLayout.Rgb);

    /// <summary>Whether there is one colour channel.</summary>
    public bool IsGray => Layout is ChannelLayout.Gray or ChannelLayout.GrayAlpha;

    /// <summary>Whether samples are floating point, so that values outside 0..1 and NaN can occur.</summary>
    public bool IsFloat => Sample is SampleType.Half or SampleType.Float;

    /// <summary>Every format there is.</summary>
    public static IEnumerable<PixelFormat> All =>
        from layout in Enum.GetValues<ChannelLayout>()
        from sample in Enum.GetValues<SampleType>()
        select new PixelFormat(layout, sample);

    /// <summary>Reads the name that <see cref="ToString"/> writes.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: no format has that name.</exception>
    public static PixelFormat Parse(string name)
    {
        foreach (PixelFormat format in All)
        {
            if (format.ToString() == name) return format;
        }

        throw new EnlargerException(ErrorKind.Usage, $"'{name}' is no pixel format: use one of {string.Join(", ", All)}.");
    }

    /// <summary>The name used by the pixel pipe: the layout (gray, graya, rgb, rgba, bgra), then 8, 16, f16 or f32.</summary>
    public override string ToString()
    {
        string layout = Layout switch
        {
            ChannelLayout.Gray => "gray",
            ChannelLayout.GrayAlpha => "graya",
            ChannelLayout.Rgb => "rgb",
            ChannelLayout.Rgba => "rgba",
            _ => "bgra",
        };
        string sample = Sample switch
        {
            SampleType.UInt8 => "8",
            SampleType.UInt16 => "16",
            SampleType.Half => "f16",
            _ => "f32",
        };
        return layout + sample;
    }
}

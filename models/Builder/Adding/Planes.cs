namespace Enlarger.Models.Builder.Adding;

/// <summary>A picture of three planes, one after another, row by row; 0 is black and 1 white.</summary>
/// <param name="Values">Red, green, blue.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal sealed record Planes(float[] Values, int Width, int Height)
{
    /// <summary>Planes in a picture.</summary>
    public const int Count = 3;

    /// <summary>The value of a plane at a place.</summary>
    public float this[int plane, int x, int y]
    {
        get => Values[Index(plane, x, y)];
        set => Values[Index(plane, x, y)] = value;
    }

    /// <summary>A picture without content.</summary>
    public static Planes Black(int width, int height) => new(new float[Count * width * height], width, height);

    /// <summary>A picture of one colour.</summary>
    public static Planes Flat(int width, int height, float red, float green, float blue)
    {
        Planes picture = Black(width, height);
        float[] color = [red, green, blue];
        for (int plane = 0; plane < Count; plane++) picture.Plane(plane).Fill(color[plane]);
        return picture;
    }

    /// <summary>A picture in which every value is left to chance.</summary>
    public static Planes Noise(int width, int height, int seed)
    {
        Planes picture = Black(width, height);
        Random random = new(seed);
        for (int index = 0; index < picture.Values.Length; index++) picture.Values[index] = random.NextSingle();
        return picture;
    }

    /// <summary>A picture with what photographs have: slopes, waves of every length, hard edges, a little noise.</summary>
    public static Planes Texture(int width, int height)
    {
        Planes picture = Black(width, height);
        Random random = new(1);
        for (int plane = 0; plane < Count; plane++)
        {
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    float distance = MathF.Sqrt((x * x) + (y * y)) / 4;
                    float waves = (0.15f * MathF.Sin(distance * distance / 40)) + (0.15f * MathF.Sin((x * 0.9f) + (plane * 2)) * MathF.Cos(y * 0.4f));
                    float edges = ((x / 13) + (y / 17)) % 2 == 0 ? 0.1f : -0.1f;
                    picture[plane, x, y] = 0.35f + (0.3f * x / width) + waves + edges + (0.05f * (random.NextSingle() - 0.5f));
                }
            }
        }

        return picture;
    }

    /// <summary>A part of the picture.</summary>
    public Planes Crop(int left, int top, int width, int height)
    {
        Planes part = Black(width, height);
        for (int plane = 0; plane < Count; plane++)
        {
            for (int y = 0; y < height; y++)
            {
                Plane(plane).Slice(((top + y) * Width) + left, width).CopyTo(part.Plane(plane)[(y * width)..]);
            }
        }

        return part;
    }

    /// <summary>A copy of the picture.</summary>
    public Planes Copy() => this with { Values = (float[])Values.Clone() };

    /// <summary>How well a picture of the same size agrees with this one: the peak signal-to-noise ratio in decibels, infinite for the same picture.</summary>
    public double Agreement(Planes other)
    {
        double sum = 0;
        for (int index = 0; index < Values.Length; index++)
        {
            double difference = (double)Values[index] - other.Values[index];
            sum += difference * difference;
        }

        return 10 * Math.Log10(Values.Length / sum);
    }

    /// <summary>The values of a plane.</summary>
    public Span<float> Plane(int plane) => Values.AsSpan(plane * Width * Height, Width * Height);

    private int Index(int plane, int x, int y) => (((plane * Height) + y) * Width) + x;
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Enlarger.Tests.Support;

/// <summary>
/// Evaluates an ncnn network in plain loops and double precision, straight from the meaning of its files and sharing no code with
/// the converter that it judges.
/// </summary>
internal static class NcnnEvaluator
{
    public static double[] Run(byte[] parameters, byte[] weights, double[] planes, int width, int height, out int outputWidth)
    {
        Dictionary<string, Blob> blobs = [];
        int position = 0;
        Blob last = default;
        foreach (string line in Encoding.ASCII.GetString(parameters).Split('\n').Skip(2).Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int inputCount = int.Parse(words[2], CultureInfo.InvariantCulture);
            int outputCount = int.Parse(words[3], CultureInfo.InvariantCulture);
            Blob[] inputs = [.. words[4..(4 + inputCount)].Select(name => blobs[name])];
            Dictionary<int, double[]> options = words[(4 + inputCount + outputCount)..].Select(word => word.Split('=')).ToDictionary(
                pair => int.Parse(pair[0], CultureInfo.InvariantCulture),
                pair => pair[1].Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray());
            last = words[0] switch
            {
                "Input" => new Blob(planes, 3, width, height),
                "Split" => inputs[0],
                "Convolution" => Convolve(inputs[0], options, weights, ref position),
                "PReLU" => Rectify(inputs[0], ReadFloats(weights, ref position, inputs[0].Channels)),
                "Concat" => inputs[0] with { Values = [.. inputs.SelectMany(blob => blob.Values)], Channels = inputs.Sum(blob => blob.Channels) },
                "Eltwise" => Add(inputs[0], inputs[1], options[-23301][1], options[-23301][2]),
                "BinaryOp" => Add(inputs[0], inputs[1], 1, 1),
                "Interp" => Repeat(inputs[0], (int)options[1][0]),
                "PixelShuffle" => Shuffle(inputs[0], (int)options[0][0]),
                _ => throw new NotSupportedException(words[0]),
            };
            foreach (string name in words[(4 + inputCount)..(4 + inputCount + outputCount)]) blobs[name] = last;
        }

        Assert.That(position, Is.EqualTo(weights.Length), "every byte of the weights is used");
        outputWidth = last.Width;
        return last.Values;
    }

    private static Blob Convolve(Blob input, Dictionary<int, double[]> options, byte[] weights, ref int position)
    {
        int outputs = (int)options[0][0];
        int kernel = (int)options[1][0];
        int padding = (int)options[4][0];
        double[] factors = ReadTagged(weights, ref position, outputs * input.Channels * kernel * kernel);
        double[] bias = ReadFloats(weights, ref position, outputs);
        double slope = options.TryGetValue(-23310, out double[]? activation) ? activation[1] : 1;
        double[] result = new double[outputs * input.Width * input.Height];
        Parallel.For(0, outputs, output =>
        {
            for (int y = 0; y < input.Height; y++)
            {
                for (int x = 0; x < input.Width; x++)
                {
                    double sum = bias[output];
                    for (int channel = 0; channel < input.Channels; channel++)
                    {
                        for (int row = 0; row < kernel; row++)
                        {
                            int fromY = y + row - padding;
                            if (fromY < 0 || fromY >= input.Height) continue;
                            for (int column = 0; column < kernel; column++)
                            {
                                int fromX = x + column - padding;
                                if (fromX < 0 || fromX >= input.Width) continue;
                                sum += input.Values[(((channel * input.Height) + fromY) * input.Width) + fromX]
                                    * factors[(((((output * input.Channels) + channel) * kernel) + row) * kernel) + column];
                            }
                        }
                    }

                    result[(((output * input.Height) + y) * input.Width) + x] = sum < 0 ? sum * slope : sum;
                }
            }
        });
        return input with { Values = result, Channels = outputs };
    }

    private static Blob Rectify(Blob input, double[] slopes)
    {
        int pixels = input.Width * input.Height;
        return input with { Values = [.. input.Values.Select((value, index) => value < 0 ? value * slopes[index / pixels] : value)] };
    }

    private static Blob Add(Blob first, Blob second, double firstFactor, double secondFactor) =>
        first with { Values = [.. first.Values.Zip(second.Values, (a, b) => (a * firstFactor) + (b * secondFactor))] };

    private static Blob Repeat(Blob input, int factor)
    {
        Blob output = new(new double[input.Values.Length * factor * factor], input.Channels, input.Width * factor, input.Height * factor);
        for (int index = 0; index < output.Values.Length; index++)
        {
            int x = index % output.Width;
            int row = index / output.Width;
            int y = row % output.Height;
            int channel = row / output.Height;
            output.Values[index] = input.Values[(((channel * input.Height) + (y / factor)) * input.Width) + (x / factor)];
        }

        return output;
    }

    private static Blob Shuffle(Blob input, int factor)
    {
        Blob output = new(new double[input.Values.Length], input.Channels / factor / factor, input.Width * factor, input.Height * factor);
        for (int index = 0; index < output.Values.Length; index++)
        {
            int x = index % output.Width;
            int row = index / output.Width;
            int y = row % output.Height;
            int channel = (row / output.Height * factor * factor) + (y % factor * factor) + (x % factor);
            output.Values[index] = input.Values[(((channel * input.Height) + (y / factor)) * input.Width) + (x / factor)];
        }

        return output;
    }

    private static double[] ReadTagged(byte[] weights, ref int position, int count)
    {
        uint tag = BinaryPrimitives.ReadUInt32LittleEndian(weights.AsSpan(position));
        position += 4;
        if (tag == 0) return ReadFloats(weights, ref position, count);
        Assert.That(tag, Is.EqualTo(0x01306B47u));
        double[] values = new double[count];
        for (int index = 0; index < count; index++) values[index] = (double)BitConverter.ToHalf(weights, position + (index * 2));
        position += ((count * 2) + 3) / 4 * 4;
        return values;
    }

    private static double[] ReadFloats(byte[] weights, ref int position, int count)
    {
        double[] values = new double[count];
        for (int index = 0; index < count; index++) values[index] = BitConverter.ToSingle(weights, position + (index * 4));
        position += count * 4;
        return values;
    }

    private readonly record struct Blob(double[] Values, int Channels, int Width, int Height);
}

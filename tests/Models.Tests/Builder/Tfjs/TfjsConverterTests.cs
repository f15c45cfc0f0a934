using Enlarger.Tests.Support;
using Google.Protobuf;
using static Enlarger.Tests.Support.SmallTfjs;

namespace Enlarger.Tests.Builder.Tfjs;

public sealed class TfjsConverterTests
{
    private const int Size = 4;

    private readonly float[] _picture = [.. Enumerable.Range(0, Size * Size * 3).Select(index => (float)Math.Sin(index * 1.7) * 2)];
    private SmallTfjs _graph = null!;

    [SetUp]
    public void MakeGraph() => _graph = new SmallTfjs();

    [Test]
    public void An_unknown_operation_is_named()
    {
        _graph.Node("FusedBatchNormV3", "the_node", ["x"]);
        Refuses("the_node", "'the_node'", "FusedBatchNormV3", "not known");
    }

    [TestCase("abcg,gf->abgf")]
    [TestCase("abcg,gf")]
    [TestCase("abcg,gg->abcg")]
    [TestCase("...g,gf->...f")]
    [TestCase("")]
    public void An_unknown_equation_is_named(string equation)
    {
        _graph.Single("matrix", [3, 3], new float[9]);
        _graph.Node("Einsum", "sum", ["x", "matrix"], Text("equation", equation));
        Refuses("sum", "'sum'", equation);
    }

    [Test]
    public void A_result_that_is_no_picture_is_refused()
    {
        _graph.Single("ones", [1, 2, 2, 3], new float[12]);
        _graph.Integers("shape", 1, 3 * Size * Size);
        _graph.Node("Reshape", "flat", ["x", "shape"]);
        Refuses("ones", "does not depend on the picture");
        Refuses("flat", "[1, 48]");
    }

    [Test]
    public void Shapes_that_do_not_fit_are_named()
    {
        _graph.Single("five", [5], new float[5]);
        _graph.Node("AddV2", "sum", ["x", "five"]);
        Refuses("sum", "'sum'", "[1, 4, 4, 3]", "[5]");
    }

    [Test]
    public void The_same_model_always_becomes_the_same_bytes()
    {
        AddConvolution();
        byte[] first = _graph.ConvertTo("result", 8).ToByteArray();
        Assert.That(_graph.ConvertTo("result", 8).ToByteArray(), Is.EqualTo(first));
        Assert.That(_graph.ConvertTo("result", 12).ToByteArray(), Is.Not.EqualTo(first), "the size is part of the model");
    }

    [Test]
    public void Arithmetic_of_sizes_leaves_no_trace()
    {
        // Cuts the picture into blocks of two pixels and puts it together again, with every size computed from the picture's.
        _graph.Node("Shape", "shape", ["x"]);
        foreach ((string name, int place) in new[] { ("rows", 1), ("columns", 2) })
        {
            _graph.Integers($"{name}/begin", place);
            _graph.Integers($"{name}/end", place + 1);
            _graph.Integers($"{name}/step", 1);
            _graph.Node("StridedSlice", name, ["shape", $"{name}/begin", $"{name}/end", $"{name}/step"], Whole("shrink_axis_mask", 1));
            _graph.Node("FloorDiv", $"{name}/half", [name, "two"]);
        }

        _graph.Integer("one", 1);
        _graph.Integer("two", 2);
        _graph.Integer("three", 3);
        _graph.Integer("minus", -1);
        _graph.Node("Pack", "blocks", ["one", "rows/half", "two", "columns/half", "two", "three"], Whole("axis", 0));
        _graph.Node("Pack", "whole", ["one", "rows", "minus", "three"], Whole("axis", 0));
        _graph.Node("Reshape", "cut", ["x", "blocks"]);
        _graph.Node("Reshape", "result", ["cut", "whole"]);
        _graph.Single("scale", [], 2);
        _graph.Node("Mul", "scaled", ["result", "scale"]);

        Assert.That(_graph.Run("scaled", Size, _picture, out string[] operations), Is.EqualTo(_picture.Select(value => value * 2)));
        Assert.That(operations, Is.EqualTo(new[] { "Mul" }));
    }

    [Test]
    public void Constants_are_computed_as_TensorFlow_computes_them()
    {
        // For each of three colours: a sum of places picked, compared, broadcast and divided, worked out by hand.
        _graph.Integer("zero", 0);
        _graph.Integer("one", 1);
        _graph.Integer("three", 3);
        _graph.Integer("minus two", -2);
        _graph.Node("Range", "range", ["zero", "three", "one"]); // 0 1 2
        _graph.Node("FloorDiv", "halves", ["range", "minus two"]); // 0 -1 -1
        _graph.Node("FloorMod", "rests", ["range", "minus two"]); // 0 -1 0
        _graph.Node("Less", "less", ["rests", "zero"]); // no yes no
        _graph.Node("GreaterEqual", "not less", ["range", "one"]); // no yes yes
        _graph.Node("NotEqual", "different", ["range", "one"]); // yes no yes
        _graph.Node("LogicalAnd", "both", ["not less", "different"]); // no no yes
        _graph.Node("SelectV2", "chosen", ["both", "halves", "range"]); // 0 1 -1
        _graph.Node("Sub", "places", ["three", "range"]); // 3 2 1
        _graph.Single("table", [4], 10, 20, 30, 40);
        _graph.Node("GatherV2", "gathered", ["table", "places", "zero"], Whole("batch_dims", 0)); // 40 30 20
        _graph.Node("Cast", "single", ["chosen"], Type("DstT", "DT_FLOAT"));
        _graph.Node("SelectV2", "either", ["less", "single", "gathered"]); // 40 1 20
        _graph.Node("ExpandDims", "row", ["either", "zero"]);
        _graph.Integers("shape", 2, 3);
        _graph.Node("BroadcastTo", "rows", ["row", "shape"]);
        _graph.Integers("first", 0);
        _graph.Node("Sum", "sums", ["rows", "first"]); // 80 2 40
        _graph.Single("four", [], 4);
        _graph.Node("RealDiv", "quotients", ["sums", "four"]); // 20 0.5 10
        _graph.Node("Rsqrt", "roots", ["quotients"]);
        _graph.Node("Square", "squares", ["roots"]); // 0.05 2 0.1
        _graph.Node("ConcatV2", "joined", ["squares", "quotients", "zero"]);
        _graph.Integers("begin", 5);
        _graph.Integers("end", 2);
        _graph.Integers("step", 1);
        _graph.Integers("begin three", 0);
        _graph.Integers("end three", 3);
        _graph.Node("StridedSlice", "slice", ["joined", "begin three", "end three", "step"]);
        _graph.Node("AddV2", "result", ["x", "slice"]);

        float[] result = _graph.Run("result", Size, _picture, out string[] operations);

        float[] expected = [0.05f, 2, 0.1f];
        Assert.That(operations, Is.EqualTo(new[] { "Add" }));
        Assert.That(result, Is.EqualTo(_picture.Select((value, index) => value + expected[index % 3])).Within(1e-6));
    }

    [Test]
    public void A_normalization_becomes_one_operation()
    {
        _graph.Integers("axis", 3);
        _graph.Single("third", [], 1f / 3);
        _graph.Single("zero", [], 0);
        _graph.Single("epsilon", [], 1e-3f);
        _graph.Single("scale", [1, 1, 1, 3], 0.5f, 2, -1);
        _graph.Single("bias", [1, 1, 1, 3], 1, 0, 3);
        _graph.Integers("kept", 1, Size, Size, 1);
        _graph.Node("Sum", "sum", ["x", "axis"]);
        _graph.Node("Mul", "mean", ["sum", "third"]);
        _graph.Node("Square", "squares", ["x"]);
        _graph.Node("Sum", "sum of squares", ["squares", "axis"]);
        _graph.Node("Mul", "mean square", ["sum of squares", "third"]);
        _graph.Node("Square", "squared mean", ["mean"]);
        _graph.Node("Sub", "difference", ["mean square", "squared mean"]);
        _graph.Node("Maximum", "variance", ["zero", "difference"]);
        _graph.Node("Reshape", "kept mean", ["mean", "kept"]);
        _graph.Node("Reshape", "kept variance", ["variance", "kept"]);
        _graph.Node("AddV2", "radicand", ["kept variance", "epsilon"]);
        _graph.Node("Rsqrt", "root", ["radicand"]);
        _graph.Node("Mul", "factor", ["root", "scale"]);
        _graph.Node("Sub", "centred", ["x", "kept mean"]);
        _graph.Node("Mul", "scaled", ["centred", "factor"]);
        _graph.Node("AddV2", "result", ["scaled", "bias"]);

        float[] result = _graph.Run("result", Size, _picture, out string[] operations);

        Assert.That(operations, Is.EqualTo(new[] { "LayerNormalization" }));
        double[] scale = [0.5, 2, -1];
        double[] bias = [1, 0, 3];
        IEnumerable<double> expected = _picture.Chunk(3).SelectMany(pixel =>
        {
            double mean = pixel.Average();
            double variance = pixel.Average(value => (value - mean) * (value - mean));
            return pixel.Select((value, channel) => ((value - mean) / Math.Sqrt(variance + 1e-3) * scale[channel]) + bias[channel]);
        });
        Assert.That(result, Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void A_normalization_over_another_axis_stays_what_it_is()
    {
        _graph.Integers("axis", 2);
        _graph.Single("quarter", [], 0.25f);
        _graph.Node("Sum", "sum", ["x", "axis"], Flag("keep_dims"));
        _graph.Node("Mul", "mean", ["sum", "quarter"]);
        _graph.Node("Sub", "result", ["x", "mean"]);

        float[] result = _graph.Run("result", Size, _picture, out string[] operations);

        Assert.That(operations, Is.EqualTo(new[] { "ReduceSum", "Mul", "Sub" }));
        IEnumerable<float> expected = _picture.Select((value, index) =>
            value - Enumerable.Range(0, Size).Average(column => _picture[(index / 3 / Size * Size * 3) + (column * 3) + (index % 3)]));
        Assert.That(result, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void A_gelu_becomes_one_operation()
    {
        _graph.Single("half", [], 0.5f);
        _graph.Single("one", [], 1);
        _graph.Single("cubic", [], 0.044715f);
        _graph.Single("root", [], 0.7978845834732056f);
        _graph.Node("Mul", "halved", ["half", "x"]);
        _graph.Node("Mul", "scaled", ["cubic", "x"]);
        _graph.Node("Square", "square", ["x"]);
        _graph.Node("Mul", "third", ["scaled", "square"]);
        _graph.Node("AddV2", "inner", ["x", "third"]);
        _graph.Node("Mul", "argument", ["root", "inner"]);
        _graph.Node("Tanh", "tanh", ["argument"]);
        _graph.Node("AddV2", "gate", ["one", "tanh"]);
        _graph.Node("Mul", "result", ["halved", "gate"]);

        float[] result = _graph.Run("result", Size, _picture, out string[] operations);

        Assert.That(operations, Is.EqualTo(new[] { "Gelu" }));
        IEnumerable<double> expected = _picture.Select(x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))));
        Assert.That(result, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void A_leaky_relu_becomes_one_operation()
    {
        _graph.Single("zero", [], 0);
        _graph.Single("slope", [], 0.2f);
        _graph.Node("GreaterEqual", "positive", ["x", "zero"]);
        _graph.Node("Mul", "scaled", ["slope", "x"]);
        _graph.Node("SelectV2", "result", ["positive", "x", "scaled"]);

        float[] result = _graph.Run("result", Size, _picture, out string[] operations);

        Assert.That(operations, Is.EqualTo(new[] { "LeakyRelu" }));
        Assert.That(result, Is.EqualTo(_picture.Select(value => value >= 0 ? value : 0.2f * value)).Within(1e-6));
    }

    [Test]
    public void A_sigmoid_becomes_one_operation()
    {
        _graph.Single("one", [], 1);
        _graph.Node("Neg", "negative", ["x"]);
        _graph.Node("Exp", "exponential", ["negative"]);
        _graph.Node("AddV2", "sum", ["one", "exponential"]);
        _graph.Node("Reciprocal", "result", ["sum"]);

        float[] result = _graph.Run("result", Size, _picture, out string[] operations);

        Assert.That(operations, Is.EqualTo(new[] { "Sigmoid" }));
        Assert.That(result, Is.EqualTo(_picture.Select(value => 1 / (1 + Math.Exp(-value)))).Within(1e-5));
    }

    [Test]
    public void A_convolution_takes_its_bias_along()
    {
        float[] kernel = AddConvolution();
        float[] result = _graph.Run("result", Size, _picture, out string[] operations);
        Assert.That(operations, Is.EqualTo(new[] { "Transpose", "Conv", "Transpose" }));

        // Stored in half precision, as matrices of weights are.
        Assert.That(result, Is.EqualTo(Convolve(_picture, Size, kernel, [0.5f, -1, 2])).Within(1e-2));
    }

    [Test]
    public void Convolutions_one_after_another_share_their_order_of_axes()
    {
        float[] kernel = AddConvolution();
        _graph.Single("zero", [], 0);
        _graph.Single("slope", [], 0.2f);
        _graph.Node("GreaterEqual", "positive", ["result", "zero"]);
        _graph.Node("Mul", "scaled", ["slope", "result"]);
        _graph.Node("SelectV2", "activated", ["positive", "result", "scaled"]);
        _graph.Node("Conv2D", "second", ["activated", "kernel"], Text("padding", "SAME"), Wholes("strides", 1, 1, 1, 1));

        float[] result = _graph.Run("second", Size, _picture, out string[] operations);

        Assert.That(operations, Is.EqualTo(new[] { "Transpose", "Conv", "LeakyRelu", "Conv", "Transpose" }));
        float[] middle = [.. Convolve(_picture, Size, kernel, [0.5f, -1, 2]).Select(value => value >= 0 ? value : 0.2f * value)];
        Assert.That(result, Is.EqualTo(Convolve(middle, Size, kernel, [0, 0, 0])).Within(2e-2));
    }

    [Test]
    public void A_convolution_that_halves_the_size_and_one_that_doubles_it_are_placed_as_TensorFlow_places_them()
    {
        // Every kernel has one tap, so that it shows where the pixels come from and go to.
        _graph.Single("down", [4, 4, 1, 1], [.. Enumerable.Range(0, 16).Select(index => index == 5 ? 1f : 0)]);
        _graph.Single("up", [2, 2, 1, 1], 0, 0, 1, 0);
        _graph.Single("to grey", [1, 1, 3, 1], 1, 1, 1);
        _graph.Single("to color", [1, 1, 1, 3], 1, 2, 3);
        _graph.Integers("size", 1, Size, Size, 1);
        _graph.Node("Conv2D", "grey", ["x", "to grey"], Text("padding", "VALID"), Wholes("strides", 1, 1, 1, 1));
        _graph.Node("Conv2D", "small", ["grey", "down"], Text("padding", "SAME"), Wholes("strides", 1, 2, 2, 1));
        _graph.Node("Conv2DBackpropInput", "large", ["size", "up", "small"], Text("padding", "VALID"), Wholes("strides", 1, 2, 2, 1));
        _graph.Node("Conv2D", "result", ["large", "to color"], Text("padding", "VALID"), Wholes("strides", 1, 1, 1, 1));

        float[] result = _graph.Run("result", Size, _picture, out _);

        // Four taps on every second pixel are padded by one, so that tap (1, 1) sees the pixel (2y, 2x); tap (1, 0) puts it at (2y + 1, 2x).
        IEnumerable<float> expected = Enumerable.Range(0, result.Length).Select(index =>
        {
            (int y, int x, int channel) = (index / 3 / Size, index / 3 % Size, index % 3);
            int source = ((((y - 1) * Size) + x) * 3);
            return y % 2 == 1 && x % 2 == 0 ? (_picture[source] + _picture[source + 1] + _picture[source + 2]) * (channel + 1) : 0;
        });
        Assert.That(result, Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Mixing_along_another_axis_needs_no_transposition()
    {
        // As MAXIM's gating blocks do: axes swapped, mixed by a matrix, a bias, swapped back.
        float[] matrix = [.. Enumerable.Range(0, Size * Size).Select(index => (float)(Half)Math.Cos(index))];
        _graph.Integers("swap", 0, 3, 2, 1);
        _graph.Single("matrix", [Size, Size], matrix);
        _graph.Single("bias", [1, 1, 1, Size], 1, 2, 3, 4);
        _graph.Node("Transpose", "swapped", ["x", "swap"]);
        _graph.Node("Einsum", "mixed", ["swapped", "matrix"], Text("equation", "abcg,gf->abcf"));
        _graph.Node("AddV2", "biased", ["mixed", "bias"]);
        _graph.Node("Transpose", "result", ["biased", "swap"]);

        float[] result = _graph.Run("result", Size, _picture, out string[] operations);

        Assert.That(operations, Does.Not.Contain("Transpose").And.Contain("MatMul"));
        int row = Size * 3;
        IEnumerable<double> expected = Enumerable.Range(0, result.Length).Select(index =>
            1 + (index / row) + Enumerable.Range(0, Size).Sum(y => (double)_picture[(y * row) + (index % row)] * matrix[(y * Size) + (index / row)]));
        Assert.That(result, Is.EqualTo(expected).Within(1e-4));
    }

    [TestCase("gb,cgef->bcef", false)]
    [TestCase("abgd,gf->abdf", true)]
    [TestCase("abcg,fg->abcf", true)]
    [TestCase("acgd,gf->fcad", true)]
    public void An_equation_is_what_it_says(string equation, bool isMatrixSecond)
    {
        Random random = new(11);
        string[] sides = equation.Split("->");
        string[] factors = sides[0].Split(',');
        string axes = factors[isMatrixSecond ? 0 : 1];
        string matrixAxes = factors[isMatrixSecond ? 1 : 0];
        char contracted = axes.Intersect(matrixAxes).Single();
        Dictionary<char, int> sizes = axes.Zip([1, Size, Size, 3]).ToDictionary(pair => pair.First, pair => pair.Second);
        sizes[matrixAxes.Single(label => label != contracted)] = 2;
        float[] matrix = [.. Enumerable.Range(0, sizes[contracted] * 2).Select(_ => (float)(Half)random.NextDouble())];
        _graph.Single("matrix", [.. matrixAxes.Select(label => sizes[label])], matrix);
        _graph.Node("Einsum", "sum", isMatrixSecond ? ["x", "matrix"] : ["matrix", "x"], Text("equation", equation));

        // Brought to the shape of a picture by repeating.
        int count = sides[1].Aggregate(1, (product, label) => product * sizes[label]);
        _graph.Integers("flat", 1, 1, count, 1);
        _graph.Integers("filled", 1, count, count, 3);
        _graph.Node("Reshape", "one row", ["sum", "flat"]);
        _graph.Node("BroadcastTo", "result", ["one row", "filled"]);
        Assume.That(count % Size, Is.Zero);

        float[] result = _graph.Run("result", Size, _picture, out _);

        double[] expected = new double[count];
        foreach (Dictionary<char, int> place in Places(sizes))
        {
            expected[Flat(sides[1], place, sizes)] += (double)_picture[Flat(axes, place, sizes)] * matrix[Flat(matrixAxes, place, sizes)];
        }

        Assert.That(Enumerable.Range(0, count).Select(index => result[index * 3]), Is.EqualTo(expected).Within(1e-4));
    }

    private static int Flat(string labels, Dictionary<char, int> place, Dictionary<char, int> sizes) =>
        labels.Aggregate(0, (flat, label) => (flat * sizes[label]) + place[label]);

    private static IEnumerable<Dictionary<char, int>> Places(Dictionary<char, int> sizes)
    {
        IEnumerable<Dictionary<char, int>> places = [[]];
        foreach ((char label, int size) in sizes)
        {
            places = [.. places.SelectMany(place => Enumerable.Range(0, size).Select(index => new Dictionary<char, int>(place) { [label] = index }))];
        }

        return places;
    }

    private static float[] Convolve(float[] picture, int size, float[] kernel, float[] bias)
    {
        float[] result = new float[picture.Length];
        for (int index = 0; index < result.Length; index++)
        {
            (int y, int x, int output) = (index / 3 / size, index / 3 % size, index % 3);
            double sum = bias[output];
            for (int tap = 0; tap < 27; tap++)
            {
                (int fromY, int fromX, int channel) = (y + (tap / 9) - 1, x + (tap / 3 % 3) - 1, tap % 3);
                if (fromY < 0 || fromY >= size || fromX < 0 || fromX >= size) continue;
                sum += picture[(((fromY * size) + fromX) * 3) + channel] * kernel[(tap * 3) + output];
            }

            result[index] = (float)sum;
        }

        return result;
    }

    private float[] AddConvolution()
    {
        float[] kernel = [.. Enumerable.Range(0, 81).Select(index => (float)Math.Sin(index * 0.9))];
        _graph.Single("kernel", [3, 3, 3, 3], kernel);
        _graph.Single("bias", [1, 1, 1, 3], 0.5f, -1, 2);
        _graph.Node("Conv2D", "convolved", ["x", "kernel"], Text("padding", "SAME"), Wholes("strides", 1, 1, 1, 1), Text("data_format", "NHWC"));
        _graph.Node("AddV2", "result", ["convolved", "bias"]);
        return kernel;
    }

    private void Refuses(string output, params string[] words) =>
        Fails.With(ErrorKind.Model, () => _graph.ConvertTo(output, Size), ["model.json", .. words]);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Enlarger.Models.Builder.Ncnn;
using Enlarger.Tests.Support;
using Google.Protobuf;

namespace Enlarger.Tests.Builder.Ncnn;

public sealed class NcnnReaderTests
{
    // Where the tag of the second convolution lies: behind 81 halves with tag and padding, three biases and three slopes.
    private const int SecondTag = 4 + 164 + 12 + 12;

    [Test]
    public void Every_kind_of_layer_computes_what_the_evaluator_says()
    {
        Random random = new(1);
        double[] picture = [.. Enumerable.Range(0, 3 * 5 * 4).Select(_ => random.NextDouble())];

        NcnnNetwork network = SmallNcnn.Read(SmallNcnn.Parameters, SmallNcnn.Weights());
        float[] actual = RestoredModels.Run(NcnnConverter.Convert(network, "small").ToByteArray(), Array.ConvertAll(picture, value => (float)value), 5, 4);

        // The evaluator wants a bias everywhere and the padding written down.
        string parameters = SmallNcnn.Parameters.Replace("0=12 1=1 6=72", "0=12 1=1 4=0 5=1 6=72", StringComparison.Ordinal);
        List<byte> weights = [.. SmallNcnn.Weights()];
        weights.InsertRange(SecondTag + 4 + (72 * 4), new byte[12 * 4]);
        double[] expected = NcnnEvaluator.Run(Encoding.ASCII.GetBytes(parameters), [.. weights], picture, 5, 4, out int width);

        Assert.That(network.Scale, Is.EqualTo(2));
        Assert.That(width, Is.EqualTo(10));
        Assert.That(actual, Is.EqualTo(expected).AsCollection.Within(1e-5));
    }

    [Test]
    public void Line_ends_of_both_kinds_are_read()
    {
        string windows = SmallNcnn.Parameters.ReplaceLineEndings("\r\n");
        string unix = SmallNcnn.Parameters.ReplaceLineEndings("\n");
        byte[] one = NcnnConverter.Convert(SmallNcnn.Read(windows, SmallNcnn.Weights()), "small").ToByteArray();
        byte[] other = NcnnConverter.Convert(SmallNcnn.Read(unix, SmallNcnn.Weights()), "small").ToByteArray();
        Assert.That(one, Is.EqualTo(other));
    }

    [TestCase("7767517", "7767516", "small.param", "does not begin with 7767517")]
    [TestCase("10 12", "10", "second line")]
    [TestCase("10 12", "-1 12", "second line")]
    [TestCase("10 12", "99999999999 12", "second line")]
    [TestCase("10 12", "2000000000 12", "second line")]
    [TestCase("10 12", "9 12", "announces 9 layers but holds 10")]
    [TestCase("10 12", "10 13", "announces 13 blobs but holds 12")]
    [TestCase("copies 1 3", "copies 1 2", "line 4", "'data_2' is no parameter")]
    [TestCase("copies 1 3", "copies 1 99999", "line 4 must hold")]
    [TestCase("copies 1 3", "copies x 3", "line 4 must hold")]
    [TestCase("PReLU ", "Sigmoid ", "line 6", "'slopes'", "Sigmoid", "unknown")]
    [TestCase("slopes 1 1 a b 0=3", "slopes 1 1 a b 0=4", "'slopes'", "4 slopes for 3 channels")]
    [TestCase("slopes 1 1 a b 0=3", "slopes 1 1 a b 0=3 0=3", "given twice")]
    [TestCase("slopes 1 1 a b 0=3", "slopes 1 1 a b 1=3", "the parameter 1 is unknown here")]
    [TestCase("slopes 1 1 a b 0=3", "slopes 1 1 a b 0=", "whole number")]
    [TestCase("slopes 1 1 a b 0=3", "slopes 1 1 a b 0=3=3", "is no parameter")]
    [TestCase("slopes 1 1 a b 0=3", "slopes 1 1 a b", "the parameter 0 is missing")]
    [TestCase("slopes 1 1 a b", "slopes 1 1 z b", "no layer before it makes the blob 'z'")]
    [TestCase("slopes 1 1 a b", "slopes 1 1 data_0 b", "'data_0' is used a second time")]
    [TestCase("slopes 1 1 a b", "slopes 1 1 a a", "'a' is made a second time")]
    [TestCase("PReLU            slopes", "PReLU            conv0", "another layer has the same name")]
    [TestCase("6=81", "6=80", "3x3 channels with a kernel of 3 need 81 weights, but it announces 80")]
    [TestCase("6=81", "6=-81", "whole number from 1")]
    [TestCase("6=81", "6=4294967377", "whole number from 1")]
    [TestCase("0=3 1=3 4=1", "0=65536 1=3 4=1", "need 1769472 weights")]
    [TestCase("0=3 1=3 4=1", "0=65537 1=3 4=1", "from 1 to 65536")]
    [TestCase("1=3 4=1 5=1", "1=3 4=0 5=1", "changes the size")]
    [TestCase("1=3 4=1 5=1", "1=2 4=1 5=1", "changes the size")]
    [TestCase("1=3 4=1 5=1", "1=3 3=2 4=1 5=1", "the parameter 3 is unknown here")]
    [TestCase("1=3 4=1 5=1", "1=3 4=1 5=2", "from 0 to 1")]
    [TestCase("9=2 -23310=1,2.0e-01", "9=1", "activation")]
    [TestCase("9=2 -23310=1,2.0e-01", "9=2", "activation")]
    [TestCase("9=2 -23310=1,2.0e-01", "-23310=1,0.2", "activation")]
    [TestCase("-23310=1,2.0e-01", "-23310=2,0.2,0.3", "must hold 1 values")]
    [TestCase("-23310=1,2.0e-01", "-23310=3,0.2", "is no parameter")]
    [TestCase("-23310=1,2.0e-01", "-23310=1,NaN", "must be a number")]
    [TestCase("-23310=1,2.0e-01", "-23310=1,1e99", "must be a number")]
    [TestCase("blocks 1 1 d e 0=2", "blocks 1 1 d e 0=5", "12 channels cannot be shuffled into blocks of 5x5")]
    [TestCase("blocks 1 1 d e 0=2", "blocks 1 1 d e 0=2 1=1", "channel order")]
    [TestCase("1=2.0 2=2.0", "1=2.0 2=3.0", "same whole number")]
    [TestCase("1=2.0 2=2.0", "1=2.5 2=2.5", "same whole number")]
    [TestCase("1=2.0 2=2.0", "1=1e9 2=1e9", "same whole number")]
    [TestCase("1=2.0 2=2.0", "1=4.0 2=4.0", "'sum'", "differ in size")]
    [TestCase("f 0=1 1=2.0", "f 0=2 1=2.0", "nearest")]
    [TestCase("0=1 -23301", "0=0 -23301", "only its sum")]
    [TestCase("-23301=2,5.0e-01,1.0", "-23301=1,1.0", "must hold 2 values")]
    [TestCase("Input            in     0 1 data", "Input            in     0 1 data 0=7", "unknown here")]
    public void A_malformed_text_is_refused_by_name(string original, string spoilt, params string[] words)
    {
        string parameters = SmallNcnn.Parameters.Replace(original, spoilt, StringComparison.Ordinal);
        Assert.That(parameters, Is.Not.EqualTo(SmallNcnn.Parameters));
        byte[] plenty = [.. SmallNcnn.Weights(), .. new byte[8_000_000]];
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read(parameters, plenty), ["small.param", .. words]);
    }

    [Test]
    public void A_result_that_is_no_picture_is_refused()
    {
        const int LastLayer = 4 + 20 + 12;
        string parameters = SmallNcnn.Parameters.Replace("0=3 1=1 4=0 5=1 6=9", "0=4 1=1 4=0 5=1 6=12", StringComparison.Ordinal);
        byte[] weights = [.. SmallNcnn.Weights()[..^LastLayer], .. new byte[4 + (12 * 4) + (4 * 4)]];
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read(parameters, weights), "small.param", "its result has 4 channels");
    }

    [Test]
    public void A_text_without_a_network_is_refused()
    {
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read("", []), "small.param");
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read("7767517", []), "second line");
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read("7767517\n0 0\n", []), "no Input layer");
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read("7767517\n1 1\nInput in 0 1 data\n", []), "does nothing");
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read("7767517\n2 2\nInput in 0 1 a\nInput in2 0 1 b\n", []), "an input already");
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read("7767517\n2 3\nInput in 0 1 a\nSplit s 1 2 a b c\n", []), "2 blobs are used by no layer");
    }

    [Test]
    public void Channels_that_double_without_end_are_refused()
    {
        StringBuilder text = new("7767517\n81 121\nInput in 0 1 b0\n");
        for (int step = 0; step < 40; step++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Split s{step} 1 2 b{step} l{step} r{step}\nConcat c{step} 2 1 l{step} r{step} b{step + 1}\n");
        }

        Fails.With(ErrorKind.Model, () => SmallNcnn.Read(text.ToString(), []), "more than 65536");
    }

    [Test]
    public void Weights_that_end_anywhere_too_early_are_refused()
    {
        byte[] weights = SmallNcnn.Weights();
        for (int length = 0; length < weights.Length; length++)
        {
            Fails.With(ErrorKind.Model, () => SmallNcnn.Read(SmallNcnn.Parameters, weights[..length]), "small.bin", "ends too early: layer '");
        }
    }

    [Test]
    public void Weights_that_go_on_after_the_last_layer_are_refused() =>
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read(SmallNcnn.Parameters, [.. SmallNcnn.Weights(), 0]), "small.bin", "1 bytes are left over");

    [Test]
    public void An_unknown_precision_is_refused()
    {
        byte[] weights = SmallNcnn.Weights();
        BinaryPrimitives.WriteUInt32LittleEndian(weights.AsSpan(SecondTag), 0x000D4B38);
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read(SmallNcnn.Parameters, weights), "small.bin", "'conv1'", "0x000D4B38");
    }

    [Test]
    public void A_weight_that_is_no_number_is_refused()
    {
        byte[] weights = SmallNcnn.Weights();
        BinaryPrimitives.WriteSingleLittleEndian(weights.AsSpan(SecondTag + 4), float.NaN);
        Fails.With(ErrorKind.Model, () => SmallNcnn.Read(SmallNcnn.Parameters, weights), "small.bin", "'conv1'", "infinite");
    }
}

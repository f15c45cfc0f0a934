using System.Text;
using Enlarger.Models;
using Enlarger.Models.Builder.Ncnn;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Builder.Ncnn;

/// <summary>Files spoilt by chance end in a clear error or in a network, and nothing else: no other exception, no huge allocation.</summary>
public sealed class NcnnMutationTests
{
    private const int MostMemory = 64 << 20;

    private static readonly string[] Nasty =
        ["0", "-1", "2147483647", "4294967296", "99999999999999999999", "1e38", "NaN", "=", ",", "", "-23310=9999999,1", "data"];

    [Test]
    public void Spoilt_small_networks_are_read_or_refused() =>
        Spoil(Encoding.UTF8.GetBytes(SmallNcnn.Parameters), SmallNcnn.Weights(), rounds: 1500, seed: 11);

    [Test]
    public void Spoilt_published_networks_are_read_or_refused() =>
        Spoil(RestoredModels.Weights("realesr-general-x4", ".param"), RestoredModels.Weights("realesr-general-x4", ".bin"), rounds: 300, seed: 12);

    private static void Spoil(byte[] parameters, byte[] weights, int rounds, int seed)
    {
        Random random = new(seed);
        int refused = 0;
        for (int round = 0; round < rounds; round++)
        {
            byte[] text = round % 3 == 2 ? parameters : random.Next(2) == 0 ? SpoilWords(parameters, random) : SpoilBytes(parameters, random);
            byte[] values = round % 3 == 2 ? SpoilBytes(weights, random) : weights;
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                NcnnNetwork network = NcnnReader.Read(text, "spoilt.param", values, "spoilt.bin");
                Assert.That(NcnnConverter.Convert(network, "spoilt").CalculateSize(), Is.Positive);
                Assert.That(NcnnConverter.Convert(network, "spoilt.half", Precision.Half).CalculateSize(), Is.Positive);
            }
            catch (EnlargerException exception)
            {
                Assert.That(exception.Kind, Is.EqualTo(ErrorKind.Model));
                Assert.That(exception.Message, Does.Contain("spoilt."));
                refused++;
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostMemory), $"round {round}");
        }

        TestContext.Out.WriteLine($"{refused} of {rounds} refused");
        Assert.That(refused, Is.GreaterThan(rounds / 4).And.LessThan(rounds));
    }

    private static byte[] SpoilBytes(byte[] content, Random random)
    {
        List<byte> spoilt = [.. content];
        switch (random.Next(4))
        {
            case 0:
                spoilt[random.Next(spoilt.Count)] = (byte)random.Next(256);
                break;
            case 1:
                spoilt.RemoveRange(random.Next(spoilt.Count), 1);
                break;
            case 2:
                int start = random.Next(spoilt.Count);
                spoilt.RemoveRange(start, spoilt.Count - start);
                break;
            default:
                spoilt.Insert(random.Next(spoilt.Count), (byte)random.Next(256));
                break;
        }

        return [.. spoilt];
    }

    private static byte[] SpoilWords(byte[] content, Random random)
    {
        List<string> lines = [.. Encoding.UTF8.GetString(content).Split('\n')];
        int line = random.Next(lines.Count);
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveAt(line);
                break;
            case 1:
                lines.Insert(random.Next(lines.Count), lines[line]);
                break;
            default:
                string[] words = lines[line].Split(' ');
                int word = random.Next(words.Length);
                int value = words[word].IndexOf('=', StringComparison.Ordinal) + 1;
                words[word] = words[word][..value] + Nasty[random.Next(Nasty.Length)];
                lines[line] = string.Join(' ', words);
                break;
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}

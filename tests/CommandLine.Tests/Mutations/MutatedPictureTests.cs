using System.Globalization;
using Enlarger.CommandLine.Vips;
using Enlarger.Imaging;
using Enlarger.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.Mutations;

/// <summary>
/// Damaged pictures of all four formats from file to file: each is enlarged or refused with a sentence, and nothing else happens. More of them:
/// ENLARGER_MUTATIONS=20000; others: ENLARGER_MUTATIONS_SEED=7; one of them: ENLARGER_MUTATION=123.
/// </summary>
[NonParallelizable]
public sealed class MutatedPictureTests : FolderTests
{
    // Far above what the slowest takes on a slow machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A decoder that believes a header of 500 megapixels takes more, and may where it has to know the last row before it gives the first.
    private const long MostMemory = 600 << 20;

    private const int MostFailures = 20;

    private static readonly int Cases = Setting("ENLARGER_MUTATIONS", 1000), Seed = Setting("ENLARGER_MUTATIONS_SEED", 20_260), Only = Setting("ENLARGER_MUTATION", -1);

    [Test]
    public void Every_picture_is_whole_before_it_is_damaged()
    {
        foreach ((string name, byte[] bytes) in BasePictures.Make()) Assert.That(Try(bytes, new Random(1)), Is.Zero, name);
    }

    [Test]
    public void A_thousand_damaged_pictures_are_enlarged_or_refused()
    {
        IReadOnlyList<(string Name, byte[] Bytes)> pictures = BasePictures.Make();
        var mutator = new Mutator([.. pictures.Select(picture => picture.Bytes)]);
        var codes = new Dictionary<int, int>();
        var failures = new List<string>();
        for (int i = Only < 0 ? 0 : Only; i < (Only < 0 ? Cases : Only + 1); i++)
        {
            var random = new Random(unchecked((Seed * 1_000_003) + i));
            int picture = i % pictures.Count;
            byte[] damaged = mutator.Mutate(picture, random);
            try
            {
                Task<int> run = Task.Run(() => Try(damaged, random));
                if (!run.Wait(Patience)) throw new TimeoutException("It hangs.");
                codes[run.Result] = codes.GetValueOrDefault(run.Result) + 1;
            }
            catch (Exception exception)
            {
                string kept = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"mutation-{Seed}-{i}");
                File.WriteAllBytes(kept, damaged);
                failures.Add($"Seed {Seed}, case {i}, {pictures[picture].Name}, kept as '{kept}': {exception.GetBaseException().Message}");
                if (exception is TimeoutException || failures.Count == MostFailures) break;
                foreach (string file in Folder.Files) File.Delete(Folder[file]);
            }
        }

        TestContext.Out.WriteLine(string.Join(", ", codes.OrderBy(code => code.Key).Select(code => $"exit {code.Key}: {code.Value}")));
        Assert.That(failures, Is.Empty, string.Join('\n', failures));
        if (Only < 0) Assert.That(codes.Keys, Is.EquivalentTo(new[] { 0, 3 }), "Damage that always or never shows tells nothing.");
    }

    // The exit code: 0 or 3.
    private int Try(byte[] picture, Random random)
    {
        string input = Folder.Write("picture", picture);
        PictureFormat format = Fitting(input, random);
        string output = Folder["result" + format.Extensions[0]];
        PeakMemory.Reset();
        long before = PeakMemory.Bytes;
        CommandRun run = CommandRun.In(Folder, "upscale", input, "--model", "lanczos", "--json", "-o", output);
        long memory = PeakMemory.Bytes - before;
        string story = $"exit code {run.ExitCode}: {run.Error}";
        Check(run.ExitCode is 0 or 3, story);
        Check(memory < MostMemory || MayWait(picture), $"{memory >> 20} MiB of memory, {story}");
        Check(File.ReadAllBytes(input).AsSpan().SequenceEqual(picture), "The picture was changed.");
        if (run.ExitCode == 0)
        {
            Check(run.Error.Length == 0, story);
            JObject start = JObject.Parse(run.OutputLines[0]);
            Raster result = Raster.Read(output);
            Check(result.Size == new PixelSize((int)start["width"]!, (int)start["height"]!) && result.Size.Width == 4 * (int)start["inputWidth"]!, $"The result has {result.Size}.");
            File.Delete(output);
        }
        else
        {
            Check(run.Error.StartsWith("enlarger: ", StringComparison.Ordinal) && run.Error.IndexOf('\n') == run.Error.Length - 1, story);
        }

        Check(Folder.Files is ["picture"], $"There are {string.Join(", ", Folder.Files)}.");
        return run.ExitCode;
    }

    private static bool MayWait(byte[] picture) => PictureFormat.Of(picture)?.Id switch
    {
        "webp" => true,
        "png" => picture.Length > 28 && picture[28] != 0,
        "jpg" => picture.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]) >= 0,
        _ => false,
    };

    // Assertions of NUnit would be noted even when they are caught.
    private static void Check(bool isSo, string sentence)
    {
        if (!isSo) throw new InvalidOperationException(sentence);
    }

    // Any format that can hold the result: that others refuse it is no matter of its damage.
    private static PictureFormat Fitting(string input, Random random)
    {
        PictureFormat any = PictureFormat.All[random.Next(PictureFormat.All.Count)];
        try
        {
            using PictureReader reader = PictureReader.Open(input);
            any.Store(reader.Storage);
            any.DemandRoom(new PixelSize(reader.Size.Width * 4, reader.Size.Height * 4), reader.Format);
            return any;
        }
        catch (EnlargerException)
        {
            return PictureFormat.Named("png");
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : usual;
}

